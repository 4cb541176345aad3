package org.maslin.server.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.maslin.core.Split;

class PromptSliceTest {

    @Test
    void slices_areTheTwoHalvesOfTheHeldOutPartAndTheRest() {
        var counts = new EnumMap<PromptSlice, Integer>(PromptSlice.class);
        for (int i = 0; i < 20_000; i++) {
            String prompt = "What is " + i + " plus 1?";
            PromptSlice slice = PromptSlice.of(prompt);
            counts.merge(slice, 1, Integer::sum);
            assertThat(slice == PromptSlice.TRAINING).isEqualTo(Split.of(prompt) == Split.TRAIN);
        }
        assertThat(counts.get(PromptSlice.REWARD_TEST)).isBetween(900, 1130);
        assertThat(counts.get(PromptSlice.EVALUATION)).isBetween(900, 1130);
    }

    @Test
    void round_ofAPrompt_isOneOfTheRounds() {
        for (int i = 0; i < 100; i++) {
            assertThat(PromptSlice.round("prompt " + i, 3)).isBetween(1, 3);
        }
    }
}
