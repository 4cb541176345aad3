package org.maslin.quality;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How sure one may be of a task while answers come: a posterior that does not flatter itself.
 *
 * <p>The posterior of {@link DawidSkene} is certain too early, for three reasons, each met here.
 * What a worker did on the very task is taken out of the worker's record, so that nobody confirms
 * himself. A worker of few answers is taken for one like the others: the rates of all workers
 * together count as four answers of each. And workers err together on hard tasks: evidence is
 * tempered, p(k) ∝ prior(k) · Π rate^t, with the t, at most 1, under which held-out answers are
 * best predicted by the others of their task. No truth is needed; where annotators agree on what
 * the truth is not, nothing but gold tasks can tell.
 */
final class Caution {

    private static final double STRENGTH = 4;
    private static final double RIGHT = 2;
    private static final double WRONG = 1;
    private static final int SAMPLE = 200;
    private static final double STEP = 0.1;
    private static final int STEPS = 10;
    private static final double[] WAYS = {1, 2, 4, 8, 16, 32, 64, 128, 1_000_000};

    private final RunningCounts counts;
    private final int k;
    private double temper = 1;
    private double asUsual = WAYS[WAYS.length - 1];
    private double[] rates = new double[0];
    private double[] predicted = new double[0];
    private final double[] all;
    private final double[] others;

    Caution(RunningCounts counts, int classes) {
        this.counts = counts;
        this.k = classes;
        all = new double[k];
        others = new double[k];
    }

    /** How much an answer's evidence counts, between 0.1 and 1. */
    double temper() {
        return temper;
    }

    /** The probability of the best label of a task. */
    double confidence(int task) {
        believe(task);
        double most = 0;
        for (double belief : all) {
            most = Math.max(most, belief);
        }
        return most;
    }

    /**
     * How much the answer of a worker would tell of a task: the mutual information of what the
     * worker says and what is true, in nats, by the tempered belief of now.
     */
    double gain(int task, int worker) {
        believe(task);
        double gain = 0;
        for (int label = 0; label < k; label++) {
            double marginal = 0;
            for (int truth = 0; truth < k; truth++) {
                double joint = all[truth] * rate(worker, label, truth);
                others[truth] = joint;
                marginal += joint;
            }
            for (int truth = 0; truth < k; truth++) {
                if (others[truth] > 0) {
                    gain += others[truth] * Math.log(rate(worker, label, truth) / marginal);
                }
            }
        }
        return Math.max(0, gain);
    }

    /**
     * How often the label of a task would be right if it had more answers: truths are drawn from
     * the belief of now, and answers of workers as they have worked so far. As evidence is
     * tempered, so many answers tell what fewer independent ones do; that many are drawn. And a
     * task has ways of its own beside its truth, such as being ambiguous: an answer is like one of
     * those before it as often as that predicts held-out answers best (a Pólya urn).
     *
     * @param more further answers
     * @param rows all answers so far, of which workers are drawn
     */
    double rightAfter(int task, double more, int draws, int[] rows, RandomGenerator random) {
        believe(task);
        double[] now = all.clone();
        int hits = 0;
        for (int draw = 0; draw < draws; draw++) {
            int truth = drawn(now, random);
            double[] urn = new double[k];
            int drawnFrom = counts.overlap(task);
            for (int label = 0; label < k; label++) {
                all[label] = Math.log(Math.max(now[label], Double.MIN_NORMAL));
                urn[label] = votes(task, label);
            }
            double independent = more * temper;
            int answers = (int) independent;
            answers += random.nextDouble() < independent - answers ? 1 : 0;
            for (int i = 0; i < answers; i++) {
                int worker = rows[random.nextInt(rows.length)] / k;
                for (int label = 0; label < k; label++) {
                    others[label] =
                            (urn[label] + asUsual * rate(worker, label, truth))
                                    / (drawnFrom + asUsual);
                }
                int said = drawn(others, random);
                urn[said]++;
                drawnFrom++;
                for (int label = 0; label < k; label++) {
                    all[label] += Math.log(rate(worker, said, label));
                }
            }
            int best = 0;
            for (int label = 1; label < k; label++) {
                best = all[label] > all[best] ? label : best;
            }
            hits += best == truth ? 1 : 0;
        }
        return (double) hits / draws;
    }

    private static int drawn(double[] shares, RandomGenerator random) {
        double luck = random.nextDouble();
        for (int label = 0; label < shares.length - 1; label++) {
            luck -= shares[label];
            if (luck < 0) {
                return label;
            }
        }
        return shares.length - 1;
    }

    /** The tempered belief of a task, without what each worker did on the very task. */
    private void believe(int task) {
        logRates(task);
        sum(task, temper);
        double most = Double.NEGATIVE_INFINITY;
        for (double belief : all) {
            most = Math.max(most, belief);
        }
        double sum = 0;
        for (int truth = 0; truth < k; truth++) {
            all[truth] = Math.exp(all[truth] - most);
            sum += all[truth];
        }
        for (int truth = 0; truth < k; truth++) {
            all[truth] /= sum;
        }
    }

    /**
     * How often a worker says a label, given the true one, a worker of few answers as the usual.
     */
    private double rate(int worker, int label, int truth) {
        return (counts.count(worker * k + label, truth) + STRENGTH * common(label, truth))
                / (counts.sum(worker, truth) + STRENGTH);
    }

    private double common(int label, int truth) {
        double all = RIGHT + WRONG;
        for (int said = 0; said < k; said++) {
            all += counts.pooled(said, truth);
        }
        double usual = label == truth ? RIGHT : WRONG / Math.max(1, k - 1);
        return (counts.pooled(label, truth) + usual) / all;
    }

    /** Finds the temper anew, from some hundred tasks with at least two answers. */
    void calibrate() {
        int[] sample = sample();
        if (sample.length == 0) {
            return;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int step = 1; step <= STEPS; step++) {
            double likelihood = 0;
            for (int task : sample) {
                logRates(task);
                likelihood += heldOut(task, step * STEP);
            }
            if (likelihood > best) {
                best = likelihood;
                temper = step * STEP;
            }
        }
        findOwnWays(sample);
    }

    /** How far tasks differ beyond their truth, by what predicts held-out answers best. */
    private void findOwnWays(int[] sample) {
        double[] likelihood = new double[WAYS.length];
        for (int task : sample) {
            logRates(task);
            heldOut(task, temper);
            for (int i = 0; i < counts.overlap(task); i++) {
                int label = counts.labelAt(task, i);
                double likeThis = votes(task, label) - 1;
                for (int way = 0; way < WAYS.length; way++) {
                    double share =
                            (likeThis + WAYS[way] * predicted[i])
                                    / (counts.overlap(task) - 1 + WAYS[way]);
                    likelihood[way] += Math.log(share);
                }
            }
        }
        int best = 0;
        for (int way = 1; way < WAYS.length; way++) {
            best = likelihood[way] > likelihood[best] ? way : best;
        }
        asUsual = WAYS[best];
    }

    private int votes(int task, int label) {
        int votes = 0;
        for (int i = 0; i < counts.overlap(task); i++) {
            votes += counts.labelAt(task, i) == label ? 1 : 0;
        }
        return votes;
    }

    private int[] sample() {
        int[] sample = new int[SAMPLE];
        int found = 0;
        int stride = Math.max(1, counts.tasks() / SAMPLE);
        for (int task = 0; task < counts.tasks() && found < SAMPLE; task += stride) {
            if (counts.overlap(task) > 1) {
                sample[found++] = task;
            }
        }
        return Arrays.copyOf(sample, found);
    }

    /** The logarithms of the rates of a task's answers, without the task itself, [answer][true]. */
    private void logRates(int task) {
        int overlap = counts.overlap(task);
        if (rates.length < overlap * k) {
            rates = new double[2 * overlap * k];
            predicted = new double[2 * overlap];
        }
        for (int truth = 0; truth < k; truth++) {
            double own = counts.posterior(task, truth);
            double all = RIGHT + WRONG;
            for (int label = 0; label < k; label++) {
                all += counts.pooled(label, truth);
            }
            for (int i = 0; i < overlap; i++) {
                int row = counts.rows(task)[i];
                int label = row % k;
                double usual = label == truth ? RIGHT : WRONG / Math.max(1, k - 1);
                double common = (counts.pooled(label, truth) + usual) / all;
                double hits = Math.max(0, counts.count(row, truth) - own);
                double n = Math.max(0, counts.sum(row / k, truth) - own);
                rates[i * k + truth] = Math.log((hits + STRENGTH * common) / (n + STRENGTH));
            }
        }
    }

    private void sum(int task, double t) {
        int overlap = counts.overlap(task);
        for (int truth = 0; truth < k; truth++) {
            double sum = 0;
            for (int i = 0; i < overlap; i++) {
                sum += rates[i * k + truth];
            }
            all[truth] = Math.log(counts.prior(truth)) + t * sum;
        }
    }

    /**
     * Σ over the task's answers of the log-likelihood of each given the others; {@link #predicted}
     * receives the likelihoods.
     */
    private double heldOut(int task, double t) {
        sum(task, t);
        double likelihood = 0;
        for (int i = 0; i < counts.overlap(task); i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int truth = 0; truth < k; truth++) {
                others[truth] = all[truth] - t * rates[i * k + truth];
                most = Math.max(most, others[truth]);
            }
            double sum = 0;
            double next = 0;
            for (int truth = 0; truth < k; truth++) {
                double belief = Math.exp(others[truth] - most);
                sum += belief;
                next += belief * Math.exp(rates[i * k + truth]);
            }
            predicted[i] = next / sum;
            likelihood += Math.log(predicted[i]);
        }
        return likelihood;
    }
}
