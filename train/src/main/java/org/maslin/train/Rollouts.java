package org.maslin.train;

import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;

/** Completions of prompts, drawn from the policy as it is now, or given with the prompts. */
final class Rollouts {

    private final Policy policy;
    private final TrainingConfig config;

    Rollouts(Policy policy, TrainingConfig config) {
        this.policy = policy;
        this.config = config;
    }

    /** Whether the data brings its completions along. */
    static boolean given(List<Rows.Asked> prompts) {
        return prompts.stream().allMatch(asked -> asked.row().has("completion_ids"));
    }

    /** The completions of the prompts at {@code indices}, those of one together. */
    List<Rollout> of(List<Rows.Asked> prompts, int[] indices, int step) {
        TrainingConfig.Rollouts wanted = config.rollouts();
        List<Drawing.Prompt> asked = new ArrayList<>();
        List<Rollout> rollouts = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            Rows.Asked prompt = prompts.get(indices[i]);
            if (prompt.row().has("completion_ids")) {
                addGiven(rollouts, prompt, wanted.generations());
            } else {
                asked.add(new Drawing.Prompt(step + "/" + i, prompt.ids()));
            }
        }
        if (!rollouts.isEmpty()) {
            return rollouts;
        }
        var options =
                new SamplingOptions(
                        wanted.maxTokens(),
                        wanted.temperature(),
                        wanted.generations(),
                        wanted.topK(),
                        wanted.topP(),
                        wanted.minP(),
                        List.of(),
                        config.seed().derive("rollouts"));
        var drawing =
                new Drawing(
                        new Engines(policy.network()),
                        policy.model().layout(),
                        options,
                        Drawing.UNHEARD);
        for (Drawing.Draft draft : drawing.draw(asked, Progress.NONE)) {
            Rows.Asked prompt = prompts.get(indices[draft.prompt]);
            rollouts.add(rollout(prompt, draft.tokens(), draft.ended));
        }
        return rollouts;
    }

    private void addGiven(List<Rollout> rollouts, Rows.Asked prompt, int generations) {
        JsonNode given = prompt.row().path("completion_ids");
        if (given.size() != generations) {
            throw new BadInputException(
                    prompt.place() + ", field \"completion_ids\"",
                    given.size() + " completions",
                    generations + ", as num_generations says",
                    "Set num_generations to the number of completions.");
        }
        for (JsonNode one : given) {
            var ids = new long[one.size()];
            for (int t = 0; t < ids.length; t++) {
                ids[t] = one.path(t).asLong();
            }
            boolean ended = ids.length > 0 && policy.model().layout().ends(ids[ids.length - 1]);
            rollouts.add(rollout(prompt, ids, ended));
        }
    }

    private Rollout rollout(Rows.Asked prompt, long[] completion, boolean ended) {
        long[] start = prompt.ids();
        var ids = java.util.Arrays.copyOf(start, start.length + completion.length);
        System.arraycopy(completion, 0, ids, start.length, completion.length);
        long[] spoken = java.util.Arrays.copyOf(completion, completion.length - (ended ? 1 : 0));
        return new Rollout(
                new Encoded(ids, start.length),
                policy.model().layout().completion(spoken),
                ended,
                prompt.row());
    }

    /** The row as it is learned from; one that did not end may count for nothing. */
    static Encoded learned(Rollout rollout, boolean maskTruncated) {
        Encoded row = rollout.row();
        return maskTruncated && !rollout.finished()
                ? new Encoded(row.ids(), row.promptLength(), new boolean[row.length()])
                : row;
    }

    int longest(List<Rows.Asked> prompts) {
        return config.rollouts().maxTokens()
                + prompts.stream().mapToInt(asked -> asked.ids().length).max().orElse(0);
    }
}
