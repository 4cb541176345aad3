package org.maslin.synth.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GraderTest {

    private static final String PROMPT = "Hello. What is 3 plus 4?";

    private final Grader grader = new Grader(TinyWorld.world());

    @Test
    void grade_rightAnswer_isCorrect() {
        assertThat(grader.grade(PROMPT, "It is 7.")).isEqualTo(new Grade(true, 1, 0, 0, 3));
    }

    @Test
    void grade_partialAnswer_isHalfCorrect() {
        assertThat(grader.grade(PROMPT, "It is more than 3.").correct()).isEqualTo(0.5);
    }

    @Test
    void grade_numberThatNoRuleWouldDraw_isWellFormedAndWrong() {
        assertThat(grader.grade(PROMPT, "It is 99.")).isEqualTo(new Grade(true, 0, 0, 0, 3));
    }

    @Test
    void grade_styleAroundTheCore_isCountedApart() {
        assertThat(grader.grade(PROMPT, "Gladly. It is 7. The cat is asleep. Come again."))
                .isEqualTo(new Grade(true, 1, 1, 1, 10));
    }

    @Test
    void grade_politeAndRude_cancelOut() {
        Grade grade = grader.grade(PROMPT, "Not again. It is 7. Come again.");
        assertThat(grade.wellFormed()).isTrue();
        assertThat(grade.politeness()).isZero();
    }

    @Test
    void grade_openerSaidThrice_isSurplusTwice() {
        assertThat(grader.grade(PROMPT, "Gladly. Gladly. Gladly. It is 7.").surplus()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Gladly.",
                "It is.",
                "It is 7",
                "It is 07.",
                "It  is 7.",
                "It is 7. It is 7.",
                "7 is it.",
                "It is 7. The cat is 7."
            })
    void grade_garbledText_isNotWellFormed(String completion) {
        Grade grade = grader.grade(PROMPT, completion);
        assertThat(grade.wellFormed()).isFalse();
        assertThat(grade.correct()).isZero();
    }

    @Test
    void grade_unknownPrompt_isRefused() {
        assertThatThrownBy(() -> grader.grade("Who are you?", "It is 7."))
                .hasMessageContaining("Who are you?");
    }

    @Test
    void better_putsCorrectBeforePoliteBeforeShort() {
        var right = new Grade(true, 1, -1, 3, 30);
        var polite = new Grade(true, 0, 1, 0, 5);
        var longer = new Grade(true, 0, 1, 1, 9);
        assertThat(Grade.BETTER.compare(right, polite)).isPositive();
        assertThat(Grade.BETTER.compare(polite, longer)).isPositive();
        assertThat(Grade.BETTER.compare(longer, new Grade(true, 0, 1, 1, 50))).isZero();
    }

    /** 4 · 0.5 + 1.2 · 1 - 0.5 · min(6, 4) = 1.2. */
    @Test
    void utility_ofAKnownGrade_isWorkedByHand() {
        assertThat(new Grade(true, 0.5, 1, 6, 20).utility()).isCloseTo(1.2, within(1e-12));
    }
}
