package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Of n completions of a prompt the one with the highest reward, the first of equals. What is chosen
 * so is at most log n - (n - 1) / n from the model in KL divergence.
 */
public final class BestOfN {

    private BestOfN() {}

    /**
     * @param rewardModel the folder of a reward model
     * @param completions {@code n} of each prompt, those of one together
     * @return one of each prompt
     */
    public static List<Completion> of(
            Path rewardModel, List<SamplingPrompt> prompts, List<Completion> completions, int n)
            throws IOException {
        try (RewardModel model = RewardModel.load(rewardModel)) {
            List<PromptCompletion> rows = new ArrayList<>();
            for (int i = 0; i < completions.size(); i++) {
                rows.add(
                        new PromptCompletion(prompts.get(i / n).text(), completions.get(i).text()));
            }
            double[] rewards = model.rewards(rows);
            List<Completion> best = new ArrayList<>();
            for (int start = 0; start < completions.size(); start += n) {
                int at = start;
                for (int i = start + 1; i < start + n; i++) {
                    at = rewards[i] > rewards[at] ? i : at;
                }
                best.add(completions.get(at));
            }
            return best;
        }
    }
}
