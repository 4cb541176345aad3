package org.maslin.synth.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.synth.text.TextValue.Entry;
import org.maslin.synth.text.TextValue.Many;
import org.maslin.synth.text.TextValue.Whole;
import org.maslin.synth.text.TextValue.Word;

final class ExpressionTest {

    private static final Map<String, TextValue> VALUES =
            Map.of(
                    "n", new Whole(3),
                    "price", new Whole(4),
                    "unit", new Entry(Map.of("factor", new Whole(60), "to", new Word("minutes"))),
                    "words", new Many(List.of(new Word("rye"), new Word("oven"), new Word("bun"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    n * price                        ; 12
                    n + price * 2                    ; 11
                    (n + price) * 2                  ; 14
                    10 - 4 - 3                       ; 3
                    12 / n / 2                       ; 2
                    n * unit.factor                  ; 180
                    unit.to                          ; minutes
                    sorted(words)                    ; bun, oven, rye
                    reversed(words)                  ; bun, oven, rye
                    first(words)                     ; rye
                    last(sorted(words))              ; rye
                    count(words)                     ; 3
                    item(words, n - 1)               ; oven
                    without(words, 1)                ; oven, bun
                    max(n, price) - min(n, price)    ; 1
                    n < price ? 'less' : 'more'      ; less
                    n != 3 || price == 5 ? 1 : 2 ; 2
                    n >= 3 && price <= 4 ? 1 : 2     ; 1
                    """)
    void parse_formula_yieldsItsValue(String formula, String expected) {
        assertThat(Expression.parse(formula).in(VALUES).text()).isEqualTo(expected);
    }

    @Test
    void parse_bracketLeftOpen_namesWhatIsMissing() {
        assertThatThrownBy(() -> Expression.parse("max(n, 2"))
                .hasMessage("The formula (max(n, 2) cannot be read at the end where ) belongs.");
    }

    @Test
    void in_quotientNotWhole_isRefused() {
        assertThatThrownBy(() -> Expression.parse("10 / n").in(VALUES))
                .hasMessageContaining("10 / 3 is not whole");
    }

    @Test
    void in_unknownName_isRefused() {
        assertThatThrownBy(() -> Expression.parse("m + 1").in(VALUES)).hasMessageContaining("(m)");
    }
}
