package org.maslin.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.recipes.HelpDesk;

class EvaluationFlowTest {

    private static final Annotator JUDGE =
            new Annotator(new UUID(0, 1), "judge-1", AnnotatorKind.SIMULATED);

    // a: the model's is right and polite, b: both say the same, c: the model's is wrong.
    private static final List<Compared> COMPARED =
            List.of(
                    compared("a", "The total is 38.", "Gladly. The total is 37."),
                    compared("b", "The total is 37.", "The total is 37."),
                    compared("c", "The total is 37.", "The total is 36."));

    @Test
    void winRate_isTheMeanOverPromptsOfBothOrders() {
        // a: won in both orders, 1. b: the same text, ½. c: lost once, won once, ½.
        List<Answer> answers =
                List.of(
                        answer("a/0", "second"),
                        answer("a/1", "second"),
                        answer("c/0", "first"),
                        answer("c/1", "second"));

        Figure rate =
                EvaluationFlow.measured(EvaluationFlow.judgements(COMPARED, answers), new Seed(1))
                        .figures()
                        .getOrDefault("win-rate", Figure.withoutInterval(0, 0, ""));

        assertThat(rate.estimate()).isEqualTo((1 + 0.5 + 0.5) / 3, within(1e-12));
        assertThat(rate.n()).isEqualTo(3);
    }

    @Test
    void prompts_tellWhatEachJudgeSawFirst_andTheOutcome() {
        // Two judges of a: one prefers what she saw first, which was the base; nobody judged c yet.
        List<JudgedPrompt> prompts =
                EvaluationFlow.prompts(
                        COMPARED,
                        List.of(answer("a/0", "first"), answer("a/1", "second")),
                        HelpDesk.grader());

        assertThat(prompts).extracting(JudgedPrompt::outcome).containsExactly(0.5, 0.5, null);
        assertThat(prompts.getFirst().verdicts())
                .containsExactly(
                        new JudgedPrompt.Verdict(
                                JudgedPrompt.First.BASE, JudgedPrompt.Preferred.BASE, true),
                        new JudgedPrompt.Verdict(
                                JudgedPrompt.First.MODEL, JudgedPrompt.Preferred.MODEL, true));
        assertThat(prompts.get(1).verdicts()).isEmpty();
        assertThat(prompts).extracting(JudgedPrompt::subset).doesNotContainNull();
        // Both judgements went to the answer that was shown first.
        Figure first = EvaluationFlow.firstPreferred(prompts);
        assertThat(first.estimate()).isEqualTo(1);
        assertThat(first.n()).isEqualTo(2);
    }

    @Test
    void subsets_keepTheRewardModelsAccuracy_andGetTheirWinRates() {
        List<Answer> answers = List.of(answer("a/0", "second"), answer("a/1", "second"));
        List<JudgedPrompt> prompts = EvaluationFlow.prompts(COMPARED, answers, HelpDesk.grader());
        String about = String.valueOf(prompts.getFirst().subset());
        Figure accuracy = Figure.withoutInterval(0.75, 4, "accuracy");
        Map<String, Map<String, Figure>> subsets =
                EvaluationFlow.subsets(
                        EvaluationFlow.subsets(Map.of(about, accuracy, "elsewhere", accuracy)),
                        prompts,
                        EvaluationFlow.judgements(COMPARED, answers),
                        new Seed(1));

        assertThat(subsets.get(about)).containsKeys("win-rate", "reward-accuracy");
        assertThat(subsets.get("elsewhere")).containsOnlyKeys("reward-accuracy");
    }

    @Test
    void gradedFigures_countWhatTheGraderSays() {
        Map<String, Figure> figures =
                EvaluationFlow.graded(COMPARED, HelpDesk.grader(), new Seed(1));

        assertThat(estimate(figures, "well-formed")).isEqualTo(1);
        assertThat(estimate(figures, "correct")).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(estimate(figures, "correct-base")).isEqualTo(2 / 3.0, within(1e-12));
        assertThat(estimate(figures, "greedy-correct")).isEqualTo(1);
        assertThat(estimate(figures, "kl")).isEqualTo(0.5, within(1e-12));
        assertThat(estimate(figures, "words")).isEqualTo((5 + 4 + 4) / 3.0, within(1e-12));
        // "Gladly. The", "The total", "total is", "is 37.", "is 36." of 4 + 3 + 3 pairs.
        assertThat(estimate(figures, "distinct-2")).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void series_endsWithAllAnswers_andItsLastPointIsTheWinRate() {
        List<Answer> answers = List.of(answer("a/0", "second"), answer("c/0", "first"));

        List<Evaluation.Point> series = EvaluationFlow.series(COMPARED, answers, new Seed(1));

        assertThat(series).extracting(Evaluation.Point::answers).containsExactly(1L, 2L);
        assertThat(series.getLast().winRate().estimate()).isEqualTo(0.5, within(1e-12));
    }

    private static double estimate(Map<String, Figure> figures, String name) {
        return figures.getOrDefault(name, Figure.withoutInterval(Double.NaN, 0, "")).estimate();
    }

    private static Compared compared(String key, String base, String policy) {
        String right = "The total is 37.";
        return new Compared(key, "What is 23 plus 14?", base, policy, right, right, 0.5);
    }

    private static Answer answer(String task, String label) {
        return new Answer(
                UUID.nameUUIDFromBytes(task.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                1,
                new UUID(0, 2),
                task,
                JUDGE,
                label,
                null,
                false);
    }
}
