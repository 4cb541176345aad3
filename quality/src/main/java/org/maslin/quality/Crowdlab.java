package org.maslin.quality;

import java.util.Arrays;

/**
 * Labels by a model and a crowd together: the model is one more voice, weighed by how much better
 * than a blind guess it agrees with the crowd, as each worker is (Goh, Tkachenko and Mueller,
 * CROWDLAB, 2022).
 *
 * <p>A vote makes a first consensus; ties go to the label the model likes better, then to the rarer
 * one, then to the one of the workers who agree more with the votes that are no ties. On tasks with
 * at least two answers, L is the mean agreement with it, and errors are set against those of always
 * guessing the most frequent label. With weights w_M of the model and w_j of the workers,
 *
 * <pre>p(k) = [w_M P(k) + Σ w_j (L if j said k, else (1 − L) ÷ (K − 1))] ÷ (w_M + Σ w_j)</pre>
 *
 * <p>The best label is the consensus, with which weights and probabilities are computed once more.
 * The numbers are those of cleanlab 2.9.
 *
 * @param posterior [task][label], rows sum to 1
 * @param label [task]: the consensus
 * @param quality [task]: its probability
 * @param workerWeight [worker]
 * @param modelWeight what the model weighs
 */
public record Crowdlab(
        double[][] posterior,
        int[] label,
        double[] quality,
        double[] workerWeight,
        double modelWeight) {

    private static final double LEAST = 1e-6;

    /**
     * @param answers what workers said
     * @param model [task][label]: what a model thinks that has not learnt from the task's own
     *     answers, rows sum to 1
     */
    public static Crowdlab of(Answers answers, double[][] model) {
        if (model.length != answers.tasks().size()) {
            throw new IllegalArgumentException(
                    "There must be a row of probabilities for each task (%d), not %d."
                            .formatted(answers.tasks().size(), model.length));
        }
        int[] first = vote(answers, model);
        int[] best = weigh(answers, model, first).label();
        Crowdlab again = weigh(answers, model, best);
        double[] quality = new double[best.length];
        for (int task = 0; task < best.length; task++) {
            quality[task] = again.posterior()[task][best[task]];
        }
        return new Crowdlab(
                again.posterior(), best, quality, again.workerWeight(), again.modelWeight());
    }

    private static int[] vote(Answers answers, double[][] model) {
        int k = answers.labels().size();
        double[] shares = Majority.shares(answers);
        double[] frequency = new double[k];
        for (int i = 0; i < answers.size(); i++) {
            frequency[answers.label(i)]++;
        }
        int[] winners = new int[model.length];
        for (int task = 0; task < winners.length; task++) {
            int best = 0;
            for (int label = 1; label < k; label++) {
                double ahead = shares[task * k + label] - shares[task * k + best];
                double liked = model[task][label] - model[task][best];
                double rarer = frequency[best] - frequency[label];
                boolean better = ahead > 0 || ahead == 0 && (liked > 0 || liked == 0 && rarer > 0);
                best = better ? label : best;
            }
            winners[task] = best;
        }
        return winners;
    }

    private static Crowdlab weigh(Answers answers, double[][] model, int[] consensus) {
        int k = answers.labels().size();
        int workers = answers.workers().size();
        double[] agreed = new double[workers];
        double[] pairs = new double[workers];
        double sure = 0;
        double modelWrong = 0;
        double answered = 0;
        int tasks = 0;
        int[] labels = new int[k];
        for (int task = 0; task < consensus.length; task++) {
            int overlap = answers.overlap(task);
            answered += overlap;
            if (overlap < 2) {
                continue;
            }
            tasks++;
            labels[consensus[task]]++;
            modelWrong += largest(model[task]) == consensus[task] ? 0 : 1;
            double with = 0;
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                with += answers.label(i) == consensus[task] ? 1.0 / overlap : 0;
                double others = 0;
                for (int j = answers.first(task); j < answers.first(task + 1); j++) {
                    others += j != i && answers.label(j) == answers.label(i) ? 1 : 0;
                }
                agreed[answers.worker(i)] += others;
                pairs[answers.worker(i)] += overlap - 1;
            }
            sure += with;
        }
        double likelihood = tasks == 0 ? 1 : sure / tasks;
        double guess =
                tasks == 0
                        ? LEAST
                        : Math.max(
                                LEAST, 1 - (double) Arrays.stream(labels).max().orElse(0) / tasks);
        double[] weight = new double[workers];
        double all = 0;
        double allPairs = 0;
        for (int worker = 0; worker < workers; worker++) {
            all += agreed[worker];
            allPairs += pairs[worker];
        }
        for (int worker = 0; worker < workers; worker++) {
            // A worker nobody else can judge is taken for the usual one.
            double agreement =
                    pairs[worker] > 0
                            ? agreed[worker] / pairs[worker]
                            : allPairs > 0 ? all / allPairs : 1;
            weight[worker] = Math.max(LEAST, 1 - (1 - agreement) / guess);
        }
        double modelError = tasks == 0 ? 0 : modelWrong / tasks;
        double modelWeight =
                Math.max(LEAST, 1 - modelError / guess) * Math.sqrt(answered / consensus.length);
        return pooled(answers, model, consensus, likelihood, weight, modelWeight);
    }

    private static Crowdlab pooled(
            Answers answers,
            double[][] model,
            int[] consensus,
            double likelihood,
            double[] weight,
            double modelWeight) {
        int k = answers.labels().size();
        double[][] posterior = new double[consensus.length][k];
        int[] label = new int[consensus.length];
        double[] quality = new double[consensus.length];
        double wrong = k == 1 ? 0 : (1 - likelihood) / (k - 1);
        for (int task = 0; task < consensus.length; task++) {
            double total = modelWeight;
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                total += weight[answers.worker(i)];
            }
            for (int truth = 0; truth < k; truth++) {
                double sum = modelWeight * model[task][truth];
                for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                    boolean said = answers.label(i) == truth;
                    sum += weight[answers.worker(i)] * (said ? likelihood : wrong);
                }
                posterior[task][truth] = sum / total;
            }
            int best = largest(posterior[task]);
            boolean tie = posterior[task][best] == posterior[task][consensus[task]];
            label[task] = tie ? consensus[task] : best;
            quality[task] = posterior[task][label[task]];
        }
        return new Crowdlab(posterior, label, quality, weight, modelWeight);
    }

    private static int largest(double[] p) {
        int best = 0;
        for (int label = 1; label < p.length; label++) {
            best = p[label] > p[best] ? label : best;
        }
        return best;
    }
}
