package org.maslin.server.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maslin.curate.Decision;
import org.maslin.server.curation.Curated;
import org.maslin.server.synthesis.PromptSlice;

/**
 * The prompts of a round out of those that curation kept: the first so many of each slice. What is
 * left over is dropped too, with a reason.
 */
record PromptSelection(List<SelectedPrompt> prompts, List<PromptDecision> decisions) {

    private static final String STAGE = "selection";
    private static final String SURPLUS = "surplus";

    /** Held-out prompts that test the reward model, for each of these many training prompts. */
    private static final int TRAINING_A_TEST = 10;

    PromptSelection {
        prompts = List.copyOf(prompts);
        decisions = List.copyOf(decisions);
    }

    static int tests(int training) {
        return training / TRAINING_A_TEST;
    }

    static PromptSelection of(List<Curated> curated, int training) {
        var left = new TreeMap<>(Map.of(PromptSlice.TRAINING, training));
        left.put(PromptSlice.REWARD_TEST, tests(training));
        var prompts = new ArrayList<SelectedPrompt>();
        var decisions = new ArrayList<PromptDecision>();
        for (Curated each : curated) {
            Decision decision = each.decision();
            // The slice is the drawn text's: curation may have edited what is shown.
            PromptSlice slice = PromptSlice.valueOf(each.document().carried());
            int room = left.getOrDefault(slice, 0);
            if (decision.keep() && room == 0) {
                decision = Decision.dropped(decision.id(), STAGE, SURPLUS);
            } else if (decision.keep()) {
                left.put(slice, room - 1);
                prompts.add(new SelectedPrompt(decision.id(), each.document().text(), slice));
            }
            decisions.add(
                    new PromptDecision(
                            decision.id(),
                            decision.keep(),
                            decision.stage(),
                            decision.reason(),
                            decision.edits()));
        }
        return new PromptSelection(prompts, decisions);
    }

    /** Whether every slice has all it needs. */
    boolean isFull(int training) {
        return prompts.size() == training + tests(training);
    }

    /** Dropped prompts by reason. */
    Map<String, Long> dropped() {
        var reasons = new TreeMap<String, Long>();
        for (PromptDecision decision : decisions) {
            if (decision.reason() != null) {
                reasons.merge(decision.reason(), 1L, Long::sum);
            }
        }
        return reasons;
    }

    long count(PromptSlice slice) {
        return prompts.stream().filter(prompt -> prompt.slice() == slice).count();
    }
}
