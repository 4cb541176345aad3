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
    private final Team team;
    private final Engines engines;

    Rollouts(Policy policy, TrainingConfig config, Team team) {
        this.policy = policy;
        this.config = config;
        this.team = team;
        this.engines = new Engines(policy.network());
    }

    /** Whether the data brings its completions along. */
    static boolean given(List<Rows.Asked> prompts) {
        return prompts.stream().allMatch(asked -> asked.row().has("completion_ids"));
    }

    /**
     * The completions of the prompts at {@code indices}, those of one together. Each worker draws a
     * part of them and then has all.
     */
    List<Rollout> of(List<Rows.Asked> prompts, int[] indices, int step) {
        TrainingConfig.Rollouts wanted = config.rollouts();
        List<Drawing.Prompt> asked = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Rollout> rollouts = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            Rows.Asked prompt = prompts.get(indices[i]);
            if (prompt.row().has("completion_ids")) {
                addGiven(rollouts, prompt, wanted.generations());
            } else if (team.takes(i)) {
                places.add(i);
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
        engines.renew(policy.network());
        var drawing = new Drawing(engines, policy.model().layout(), options, Drawing.UNHEARD);
        var told = new Told(indices.length * wanted.generations(), wanted.maxTokens());
        for (Drawing.Draft draft : drawing.draw(asked, Progress.NONE)) {
            int place = places.get(draft.prompt) * wanted.generations() + draft.sample;
            told.put(place, draft.tokens(), draft.ended);
        }
        told.share(team);
        for (int place = 0; place < indices.length * wanted.generations(); place++) {
            Rows.Asked prompt = prompts.get(indices[place / wanted.generations()]);
            rollouts.add(rollout(prompt, told.tokens(place), told.ended(place)));
        }
        return rollouts;
    }

    /** Completions as the numbers that workers tell each other: length, whether ended, tokens. */
    private static final class Told {
        private final int width;
        private double[] numbers;

        Told(int rows, int longest) {
            width = longest + 2;
            numbers = new double[rows * width];
        }

        void put(int row, long[] tokens, boolean ended) {
            int at = row * width;
            numbers[at] = tokens.length;
            numbers[at + 1] = ended ? 1 : 0;
            for (int t = 0; t < tokens.length; t++) {
                numbers[at + 2 + t] = tokens[t];
            }
        }

        void share(Team team) {
            numbers = team.sum(numbers);
        }

        long[] tokens(int row) {
            var tokens = new long[(int) numbers[row * width]];
            for (int t = 0; t < tokens.length; t++) {
                tokens[t] = (long) numbers[row * width + 2 + t];
            }
            return tokens;
        }

        boolean ended(int row) {
            return numbers[row * width + 1] == 1;
        }
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
