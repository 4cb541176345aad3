package org.maslin.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.synth.raters.Habits;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.Spam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClassEyeTest {

    private static final int TASKS = 4_000;

    @Test
    void answer_confusionMatrix_errsAsItSays() {
        var truth = new HashMap<String, String>();
        IntStream.range(0, TASKS).forEach(n -> truth.put("k" + n, n % 2 == 0 ? "cat" : "dog"));
        var eye = new ClassEye(truth);
        RaterProfile rater = confused(Map.of("cat", Map.of("cat", 0.7, "fox", 0.3)));
        var counts = new HashMap<String, Integer>();
        truth.forEach(
                (key, label) ->
                        counts.merge(
                                label + " as " + eye.answer(new Seed(1), rater, task(key)),
                                1,
                                Integer::sum));
        assertThat(counts).containsOnlyKeys("cat as cat", "cat as fox", "dog as dog");
        assertThat(counts.getOrDefault("cat as fox", 0) / (TASKS / 2.0))
                .isCloseTo(0.3, within(.03));
    }

    @Test
    void answer_confusionWithUnknownClass_namesIt() {
        var eye = new ClassEye(Map.of("k", "cat"));
        RaterProfile rater = confused(Map.of("cat", Map.of("cta", 1.0)));
        assertThatThrownBy(() -> eye.answer(new Seed(1), rater, task("k")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cta");
    }

    private static RaterProfile confused(Map<String, Map<String, Double>> confusion) {
        return new RaterProfile("rater-01", 1, 0, Spam.NONE, 0, confusion, Habits.STEADY);
    }

    private static JsonNode task(String key) {
        return JsonMapper.shared()
                .readTree(
                        """
                        {"taskKey": "%s", "questions": [{"classes":
                            [{"name": "cat"}, {"name": "dog"}, {"name": "fox"}]}]}
                        """
                                .formatted(key));
    }
}
