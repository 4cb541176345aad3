package org.maslin.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class GateRecipesTest {

    @Test
    void rule_isReadWithItsDefaults() {
        GateRecipe recipe = read("evaluation: a.json\nrules:\n  - {figure: kl, at-most: 5}\n");

        assertThat(recipe.evaluation()).isEqualTo("a.json");
        assertThat(recipe.rules())
                .containsExactly(
                        new FigureRule(
                                "kl",
                                FigureRule.End.ESTIMATE,
                                FigureRule.Comparison.AT_MOST,
                                5.0,
                                null,
                                0));
    }

    @Test
    void unknownKey_namesItsRuleAndTheNearestKey() {
        assertThatThrownBy(() -> read("rules:\n  - {figure: kl, at-mots: 5}\n"))
                .hasMessageContaining("gate.yaml, rules[1]")
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> assertThat(bad.hint()).contains("\"at-most\""));
    }

    @Test
    void twoLimitsInOneRule_areRefused() {
        assertThatThrownBy(() -> read("rules:\n  - {figure: kl, at-most: 5, above: 0}\n"))
                .hasMessageContaining("above and at-most");
    }

    @Test
    void recipeWithoutRules_hasThoseOfTheChains() {
        assertThat(read("evaluation: a.json\n").rules())
                .isEqualTo(GateRecipes.shipped().rules())
                .hasSize(6);
    }

    @Test
    void emptyListOfRules_isRefused() {
        assertThatThrownBy(() -> read("rules: []\n")).hasMessageContaining("a list of rules");
    }

    @Test
    void textThatIsNoYaml_namesTheLine() {
        assertThatThrownBy(() -> read("rules:\n  - {figure: kl\n"))
                .hasMessageContaining("gate.yaml:");
    }

    private static GateRecipe read(String source) {
        return GateRecipes.read("gate.yaml", source);
    }
}
