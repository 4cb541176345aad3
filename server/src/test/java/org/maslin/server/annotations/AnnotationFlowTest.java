package org.maslin.server.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.server.projects.BestOfQuestion;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.server.projects.RankingQuestion;
import org.maslin.server.projects.TextQuestion;

class AnnotationFlowTest {

    private static final int[] TURNED = {1, 0};
    private static final Ontology BETTER =
            new Ontology(
                    1,
                    List.of(
                            new TextQuestion("why", "Why?", null, null, null),
                            new PairwiseQuestion("better", "Which?", true, null)));
    private static final Ontology ORDER =
            new Ontology(
                    1,
                    List.of(
                            new RankingQuestion("order", "In which order?", true, null),
                            new BestOfQuestion("best", "Which?", null)));

    @Test
    void own_isInTheSamplesOwnOrder_andBackAsShown() {
        Map<String, Object> answers = Map.of("why", "It is first.", "better", "first");
        Map<String, Object> own = AnnotationFlow.own(BETTER, answers, TURNED);
        assertThat(own).isEqualTo(Map.of("why", "It is first.", "better", "second"));
        assertThat(AnnotationFlow.asShown(BETTER, own, TURNED)).isEqualTo(answers);
        assertThat(AnnotationFlow.own(BETTER, Map.of("better", "tie"), TURNED))
                .isEqualTo(Map.of("better", "tie"));
        assertThat(AnnotationFlow.own(BETTER, Map.of("better", "first"), new int[] {0, 1}))
                .isEqualTo(Map.of("better", "first"));
    }

    @Test
    void own_ofARanking_turnsEveryCandidate() {
        int[] shown = {2, 0, 1};
        Map<String, Object> answers =
                Map.of("order", List.of(List.of(0), List.of(1, 2)), "best", 1);
        Map<String, Object> own = AnnotationFlow.own(ORDER, answers, shown);
        assertThat(own).isEqualTo(Map.of("order", List.of(List.of(2), List.of(0, 1)), "best", 0));
        assertThat(AnnotationFlow.asShown(ORDER, own, shown)).isEqualTo(answers);
    }

    @Test
    void label_isThatOfTheLeadingQuestion() {
        assertThat(AnnotationFlow.label(BETTER, Map.of("why", "x", "better", "second")))
                .isEqualTo("second");
        assertThat(AnnotationFlow.label(BETTER, Map.of("why", "x"))).isNull();
        assertThat(AnnotationFlow.label(ORDER, Map.of("best", 2))).isEqualTo("2");
    }

    @Test
    void seconds_thatAreNoTime_areRefused() {
        assertThatThrownBy(() -> new SubmitAnnotation(Map.of(), -1.0))
                .hasMessageContaining("secondsActive");
        assertThatThrownBy(() -> new SubmitAnnotation(Map.of(), Double.NaN))
                .hasMessageContaining("secondsActive");
    }
}
