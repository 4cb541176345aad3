package org.maslin.server.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Price;

class WorkforceFlowTest {

    private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");

    @Test
    void cost_isPaidByAnswerOrByHour() {
        var task = new Price(Price.Per.TASK, new BigDecimal("0.125"), "EUR");
        assertThat(WorkforceFlow.cost(task, 101, 0))
                .isEqualTo(new Cost(new BigDecimal("12.63"), "EUR"));
        var hour = new Price(Price.Per.HOUR, new BigDecimal("18"), "EUR");
        assertThat(WorkforceFlow.cost(hour, 0, 5400))
                .isEqualTo(new Cost(new BigDecimal("27.00"), "EUR"));
        assertThat(WorkforceFlow.cost(null, 1, 1)).isNull();
    }

    /**
     * Four answers of 10, 20, 30 and 40 s, of which the first and the last are accepted: 100 s for
     * two, 50 s each. What is left of an answer is its seconds, less 50 where it is accepted: −40,
     * 20, 30, −10; the squares add up to 3,000. So the deviation is √(3000 · 4/3) ÷ 100 = .6325.
     */
    @Test
    void perAccepted_hasAnIntervalByTheDeltaMethod() {
        var hour = new Price(Price.Per.HOUR, new BigDecimal("36"), "EUR");
        var standing = new WorkforceFlow.Standing(4, 100, 3000, 2, 50);
        MeasuredCost each =
                Objects.requireNonNull(
                        WorkforceFlow.perAccepted(
                                new Cost(new BigDecimal("1.00"), "EUR"), hour, 2, standing));
        assertThat(each.figure().estimate()).isEqualTo(0.5);
        assertThat(each.figure().low()).isCloseTo(0.5 / Math.exp(1.96 * 0.63246), within(1e-4));
        assertThat(each.figure().high()).isCloseTo(0.5 * Math.exp(1.96 * 0.63246), within(2e-4));
        assertThat(each.figure().n()).isEqualTo(4);
    }

    /** Paid by answer, and all accepted: there is no doubt about what one costs. */
    @Test
    void perAccepted_ofAFixedPrice_isCertain() {
        var task = new Price(Price.Per.TASK, new BigDecimal("0.5"), "EUR");
        var cost = new Cost(new BigDecimal("2.00"), "EUR");
        var all = new WorkforceFlow.Standing(4, 100, 3000, 4, 100);
        MeasuredCost each = Objects.requireNonNull(WorkforceFlow.perAccepted(cost, task, 4, all));
        assertThat(each.figure().low()).isEqualTo(0.5).isEqualTo(each.figure().high());
        assertThat(WorkforceFlow.perAccepted(null, null, 4, all)).isNull();
        assertThat(WorkforceFlow.perAccepted(cost, task, 0, all)).isNull();
    }

    /** 10 answers a day for ever: 100 are done in 10 days, and there is no doubt about it. */
    @Test
    void forecast_ofSteadyWork_isCertain() {
        Forecast forecast =
                Objects.requireNonNull(WorkforceFlow.forecast(days(10, 10, 10, 10, 10), 100, NOON));
        assertThat(forecast.finish()).isEqualTo(NOON.plus(Duration.ofDays(10)));
        assertThat(forecast.low()).isEqualTo(forecast.high());
    }

    @Test
    void forecast_ofUnsteadyWork_coversTheMean() {
        Forecast forecast =
                Objects.requireNonNull(
                        WorkforceFlow.forecast(days(0, 40, 0, 0, 10, 20, 0), 100, NOON));
        assertThat(forecast.low()).isBefore(NOON.plus(Duration.ofDays(10)));
        assertThat(forecast.high()).isAfter(NOON.plus(Duration.ofDays(10)));
        assertThat(WorkforceFlow.forecast(days(5, 5), 10, NOON)).as("too few days").isNull();
    }

    /** Days with work that end yesterday. */
    private static List<Day> days(int... answers) {
        var days = new ArrayList<Day>();
        for (int i = 0; i < answers.length; i++) {
            LocalDate day = LocalDate.of(2026, 3, 20).minusDays(answers.length - i);
            if (answers[i] > 0) {
                days.add(new Day(day, answers[i], 0));
            }
        }
        return days;
    }

    /** P(X ≥ 2) of 3 fair coins: 3/8 + 1/8. */
    @Test
    void tail_isTheBinomialOne() {
        assertThat(WorkforceFlow.tail(2, 3, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(WorkforceFlow.tail(0, 10, 0.3)).isCloseTo(1, within(1e-12));
        assertThat(WorkforceFlow.tail(10, 10, 0.1)).isCloseTo(1e-10, within(1e-20));
    }

    @Test
    void flags_nameWhoIsFastAlwaysTheSameAndFar() {
        WorkforceFlow.Books usual = books("a", 10.0, 90, Map.of("x", 50L, "y", 50L));
        WorkforceFlow.Books other = books("b", 12.0, 92, Map.of("x", 40L, "y", 60L));
        WorkforceFlow.Books hasty = books("c", 1.0, 30, Map.of("x", 100L));
        var all = List.of(usual, other, hasty);
        assertThat(WorkforceFlow.flags(hasty, all, GoldRule.NONE))
                .extracting(Flag::kind)
                .containsExactly(
                        Flag.Kind.TOO_FAST, Flag.Kind.SAME_ANSWER, Flag.Kind.FAR_FROM_CONSENSUS);
        assertThat(WorkforceFlow.flags(usual, all, GoldRule.NONE)).isEmpty();
        assertThat(WorkforceFlow.flags(hasty, List.of(hasty), GoldRule.NONE))
                .as("nobody to compare with")
                .isEmpty();
    }

    private static WorkforceFlow.Books books(
            String name, double median, long agreed, Map<String, Long> labels) {
        return new WorkforceFlow.Books(
                new Annotator(new UUID(0, 0), name, AnnotatorKind.PERSON),
                100,
                1000,
                Figure.withoutInterval(median, 100, "median"),
                0,
                0,
                0,
                0,
                100,
                agreed,
                labels,
                0,
                0,
                false);
    }
}
