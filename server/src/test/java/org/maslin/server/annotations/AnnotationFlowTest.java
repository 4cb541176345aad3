package org.maslin.server.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Question;

class AnnotationFlowTest {

    private static final Question BETTER =
            new Question("better", Question.Kind.PAIRWISE, "Which?", true, null);

    @Test
    void label_isInTheSamplesOwnOrder() {
        int[] turned = {1, 0};
        assertThat(AnnotationFlow.label(BETTER, Map.of("better", "first"), turned))
                .isEqualTo("second");
        assertThat(AnnotationFlow.label(BETTER, Map.of("better", "second"), turned))
                .isEqualTo("first");
        assertThat(AnnotationFlow.label(BETTER, Map.of("better", "tie"), turned)).isEqualTo("tie");
        assertThat(AnnotationFlow.label(BETTER, Map.of("better", "first"), new int[] {0, 1}))
                .isEqualTo("first");
    }

    @Test
    void label_ofAnUnansweredQuestion_isRefused() {
        assertThatThrownBy(() -> AnnotationFlow.label(BETTER, Map.of(), new int[] {0, 1}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("answers.better");
    }

    @Test
    void draft_mayBeEmpty_butNamesNoOtherQuestion() {
        AnnotationFlow.checkDraft(BETTER, Map.of());
        assertThatThrownBy(() -> AnnotationFlow.checkDraft(BETTER, Map.of("beter", "first")))
                .hasMessageContaining("beter");
    }

    @Test
    void seconds_thatAreNoTime_areRefused() {
        assertThatThrownBy(() -> new SubmitAnnotation(Map.of(), -1.0))
                .hasMessageContaining("secondsActive");
        assertThatThrownBy(() -> new SubmitAnnotation(Map.of(), Double.NaN))
                .hasMessageContaining("secondsActive");
    }
}
