package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.grader.Grader;
import org.maslin.train.grader.GraderModels;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.Tokenizer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What completions are worth: by a reward model, by named functions, or given with the data. */
final class Rewards implements AutoCloseable {

    private static final String MATCHES = "matches:";
    private static final String GRADER = "grader:";

    /** A reward of each completion; NaN where it says nothing. */
    interface Function {
        double of(Rollout rollout);

        default double[] of(List<Rollout> rollouts) {
            return rollouts.stream().mapToDouble(this::of).toArray();
        }
    }

    /** By a grader; where it asks a model, about several completions at once. */
    private record Graded(Grader grader) implements Function {

        private static final int AT_ONCE = 8;

        @Override
        public double of(Rollout rollout) {
            return grader.grade(rollout.asked(), rollout.text());
        }

        @Override
        public double[] of(List<Rollout> rollouts) {
            if (!grader.asks()) {
                return Function.super.of(rollouts);
            }
            try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
                List<CompletableFuture<Double>> asked =
                        rollouts.stream()
                                .map(one -> CompletableFuture.supplyAsync(() -> of(one), pool))
                                .toList();
                return asked.stream().mapToDouble(CompletableFuture::join).toArray();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failed;
            }
        }
    }

    private final @Nullable RewardModel model;
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final List<Double> weights;
    private final double missingEndPenalty;

    private Rewards(@Nullable RewardModel model, List<Double> weights, double missingEndPenalty) {
        this.model = model;
        this.weights = weights;
        this.missingEndPenalty = missingEndPenalty;
    }

    static Rewards of(
            TrainingConfig.Rollouts wanted,
            Tokenizer tokenizer,
            boolean given,
            @Nullable GraderModels models)
            throws IOException {
        @Nullable RewardModel model = null;
        if (!wanted.rewardModel().isEmpty()) {
            model = RewardModel.load(Path.of(wanted.rewardModel()));
            requireSame(model, tokenizer);
        }
        var rewards = new Rewards(model, wanted.rewardWeights(), wanted.missingEndPenalty());
        for (String name : wanted.rewards()) {
            rewards.functions.put(name, named(name, models));
        }
        int count = rewards.functions.size() + (model == null ? 0 : 1);
        if (count == 0 && !given) {
            throw new BadInputException(
                    "reward_model, reward_funcs",
                    "nothing",
                    "a reward model's folder, or names of functions",
                    "Functions are exact-match, contains-answer, finished, brevity and"
                            + " matches:EXPRESSION.");
        }
        if (!wanted.rewardWeights().isEmpty() && wanted.rewardWeights().size() != count) {
            throw new BadInputException(
                    "reward_weights",
                    wanted.rewardWeights().size() + " weights",
                    count + ", the reward model's first",
                    "Give each reward its weight, or leave reward_weights out.");
        }
        return rewards;
    }

    /** Tokens mean something else to a model with another tokenizer. */
    private static void requireSame(RewardModel model, Tokenizer tokenizer) {
        String file = Tokenizer.FILE;
        if (!Objects.equals(model.tokenizer().files().get(file), tokenizer.files().get(file))) {
            model.close();
            throw new BadInputException(
                    "reward_model",
                    "a reward model with another " + file,
                    "the tokenizer of the model under training",
                    "Train the reward model from the same base.");
        }
    }

    private static Function named(String name, @Nullable GraderModels models) {
        if (name.startsWith(MATCHES)) {
            try {
                Pattern pattern = Pattern.compile(name.substring(MATCHES.length()), Pattern.DOTALL);
                return rollout -> pattern.matcher(rollout.text()).find() ? 1 : 0;
            } catch (PatternSyntaxException e) {
                throw new BadInputException(
                        "reward_funcs", name, "a regular expression", "Correct the expression.");
            }
        }
        if (name.startsWith(GRADER)) {
            return new Graded(grader(name.substring(GRADER.length()), models));
        }
        return switch (name) {
            case "exact-match" -> rollout -> rollout.text().strip().equals(answer(rollout)) ? 1 : 0;
            case "contains-answer" -> rollout -> rollout.text().contains(answer(rollout)) ? 1 : 0;
            case "finished" -> rollout -> rollout.finished() ? 1 : 0;
            case "brevity" -> rollout -> -rollout.row().completionLength() / 100.0;
            default ->
                    throw new BadInputException(
                            "reward_funcs",
                            "\"" + name + "\"",
                            "exact-match, contains-answer, finished, brevity, matches:EXPRESSION"
                                    + " or grader:JSON",
                            "Choose one of these functions.");
        };
    }

    private static Grader grader(String json, @Nullable GraderModels models) {
        try {
            return Grader.read("reward_funcs, grader", JsonMapper.shared().readTree(json), models);
        } catch (JacksonException e) {
            throw new BadInputException(
                    "reward_funcs, grader",
                    json,
                    "a JSON object with type",
                    "Write it as OpenAI's graders are written.");
        }
    }

    private static String answer(Rollout rollout) {
        String answer = rollout.asked().path("answer").asString("");
        if (answer.isEmpty()) {
            throw new BadInputException(
                    "a row of prompts, field \"answer\"",
                    "nothing",
                    "the text that this reward looks for",
                    "Add the field, or choose another reward.");
        }
        return answer;
    }

    /**
     * @param byName receives the rewards of each source
     * @return their weighted sums; NaN where no source says anything
     */
    double[] of(List<Rollout> rollouts, Map<String, double[]> byName) {
        List<double[]> sources = new ArrayList<>();
        if (model != null) {
            List<Encoded> rows = rollouts.stream().map(Rollout::row).toList();
            sources.add(model.rewardsOf(rows));
            byName.put("reward_model", sources.getLast());
        }
        functions.forEach(
                (name, function) -> {
                    sources.add(function.of(rollouts));
                    byName.put(name, sources.getLast());
                });
        var sums = new double[rollouts.size()];
        for (int i = 0; i < sums.length; i++) {
            int said = 0;
            for (int s = 0; s < sources.size(); s++) {
                double reward = sources.get(s)[i];
                if (!Double.isNaN(reward)) {
                    sums[i] += reward * (weights.isEmpty() ? 1 : weights.get(s));
                    said++;
                }
            }
            if (sources.isEmpty()) {
                sums[i] = given(rollouts, i);
            } else if (said == 0) {
                sums[i] = Double.NaN;
            }
            sums[i] -= rollouts.get(i).finished() ? 0 : missingEndPenalty;
        }
        return sums;
    }

    /** Rewards that came with completions in the data, in their order. */
    private static double given(List<Rollout> rollouts, int i) {
        int first = i;
        while (first > 0 && rollouts.get(first - 1).asked() == rollouts.get(i).asked()) {
            first--;
        }
        return rollouts.get(i).asked().path("rewards").path(i - first).asDouble();
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
