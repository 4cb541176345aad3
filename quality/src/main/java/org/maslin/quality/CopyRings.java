package org.maslin.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Workers who give the same answers more often than their skills explain: they copy from each
 * other, or are one person.
 *
 * <p>Two workers who know the truth agree; what gives copying away is that they agree where they
 * are wrong. For each pair with common tasks, the number of equal answers is set against what the
 * error rates of both make of the truth as all <em>other</em> workers see it: the pair's own
 * answers are taken out. The standardised excess is tested one-sided, and of all pairs those are
 * kept whose false discovery rate is at most 1 in 100 (Benjamini and Hochberg, JRSS B 57, 1995).
 * Rings are what the kept pairs connect. A ring that makes up most of the answers to its tasks
 * makes their truth, and is not seen.
 */
public final class CopyRings {

    /**
     * Two workers who agree too often.
     *
     * @param common how many tasks both answered, at least ten
     * @param alike on how many of them alike
     * @param expected on how many by skill alone
     * @param z the excess in standard deviations
     */
    public record Pair(
            String first, String second, int common, int alike, double expected, double z) {}

    private static final double FALSE_DISCOVERIES = 0.01;
    private static final int FEWEST_COMMON = 10;
    private static final int FEWEST_ANSWERS = 3;

    private CopyRings() {}

    /** The pairs that agree too often, the most suspicious first. */
    public static List<Pair> pairs(Consensus consensus) {
        Answers answers = consensus.answers();
        int k = consensus.classes();
        double[] rates = consensus.rates();
        double[] logs = new double[k];
        double[] belief = new double[k];
        var sums = new TreeMap<Long, double[]>();
        for (int task = 0; task < answers.tasks().size(); task++) {
            int from = answers.first(task);
            int to = answers.first(task + 1);
            if (to - from < FEWEST_ANSWERS) {
                continue;
            }
            logPosterior(consensus, from, to, logs);
            for (int i = from; i < to; i++) {
                for (int j = from; j < to; j++) {
                    int a = answers.worker(i);
                    int b = answers.worker(j);
                    if (a < b) {
                        int first = (a * k + answers.label(i)) * k;
                        int second = (b * k + answers.label(j)) * k;
                        without(logs, rates, first, second, belief);
                        double p = alike(belief, rates, a, b, k);
                        double[] sum =
                                sums.computeIfAbsent(
                                        (long) a * answers.workers().size() + b,
                                        key -> new double[4]);
                        sum[0]++;
                        sum[1] += answers.label(i) == answers.label(j) ? 1 : 0;
                        sum[2] += p;
                        sum[3] += p * (1 - p);
                    }
                }
            }
        }
        return significant(answers, sums);
    }

    private static void logPosterior(Consensus consensus, int from, int to, double[] logs) {
        Answers answers = consensus.answers();
        int k = logs.length;
        for (int label = 0; label < k; label++) {
            logs[label] = Math.log(Math.max(consensus.prior(label), RateRule.FLOOR));
            for (int i = from; i < to; i++) {
                int row = (answers.worker(i) * k + answers.label(i)) * k;
                logs[label] += Math.log(Math.max(consensus.rates()[row + label], RateRule.FLOOR));
            }
        }
    }

    /** The posterior without two answers. */
    private static void without(double[] logs, double[] rates, int a, int b, double[] belief) {
        double most = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < logs.length; label++) {
            belief[label] =
                    logs[label]
                            - Math.log(Math.max(rates[a + label], RateRule.FLOOR))
                            - Math.log(Math.max(rates[b + label], RateRule.FLOOR));
            most = Math.max(most, belief[label]);
        }
        double sum = 0;
        for (int label = 0; label < logs.length; label++) {
            belief[label] = Math.exp(belief[label] - most);
            sum += belief[label];
        }
        for (int label = 0; label < logs.length; label++) {
            belief[label] /= sum;
        }
    }

    /** How probable equal answers of two workers are by their error rates. */
    private static double alike(double[] belief, double[] rates, int a, int b, int k) {
        double p = 0;
        for (int truth = 0; truth < k; truth++) {
            double same = 0;
            for (int said = 0; said < k; said++) {
                same += rates[(a * k + said) * k + truth] * rates[(b * k + said) * k + truth];
            }
            p += belief[truth] * same;
        }
        return Math.clamp(p, 0, 1);
    }

    private static List<Pair> significant(Answers answers, Map<Long, double[]> sums) {
        List<Pair> all = new ArrayList<>();
        sums.forEach(
                (key, sum) -> {
                    if (sum[0] >= FEWEST_COMMON) {
                        int workers = answers.workers().size();
                        // One more for what is not known of the error rates.
                        double z = (sum[1] - sum[2]) / Math.sqrt(sum[3] + 1);
                        all.add(
                                new Pair(
                                        answers.workers().get((int) (key / workers)),
                                        answers.workers().get((int) (key % workers)),
                                        (int) sum[0],
                                        (int) sum[1],
                                        sum[2],
                                        z));
                    }
                });
        all.sort((x, y) -> Double.compare(y.z(), x.z()));
        int kept = 0;
        for (int i = 0; i < all.size(); i++) {
            if (Normal.above(all.get(i).z()) <= FALSE_DISCOVERIES * (i + 1) / all.size()) {
                kept = i + 1;
            }
        }
        return List.copyOf(all.subList(0, kept));
    }

    /** Groups of at least two workers, the largest first. */
    public static List<List<String>> of(Consensus consensus) {
        Map<String, String> above = new TreeMap<>();
        for (Pair pair : pairs(consensus)) {
            above.putIfAbsent(pair.first(), pair.first());
            above.putIfAbsent(pair.second(), pair.second());
            above.put(root(above, pair.second()), root(above, pair.first()));
        }
        Map<String, List<String>> groups = new TreeMap<>();
        for (String worker : above.keySet()) {
            groups.computeIfAbsent(root(above, worker), r -> new ArrayList<>()).add(worker);
        }
        return groups.values().stream()
                .sorted((a, b) -> Integer.compare(b.size(), a.size()))
                .toList();
    }

    private static String root(Map<String, String> above, String worker) {
        String at = worker;
        String next = above.getOrDefault(at, at);
        while (!next.equals(at)) {
            at = next;
            next = above.getOrDefault(at, at);
        }
        return at;
    }
}
