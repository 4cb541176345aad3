package org.maslin.quality.text;

import java.util.Arrays;

/**
 * The answer of each task that is nearest to the others, by any distance: the plan of HRRASA (Li,
 * Crowdsourced Text Sequence Aggregation Based on Hybrid Reliability and Representation, SIGIR
 * 2020) without an embedding.
 *
 * <p>An answer is good if it is near the answers of good workers, a worker good if the answers are.
 * In rounds, an answer's distance is the mean to the task's other answers, weighted by their
 * workers; a worker weighs 1 ÷ the mean distance of own answers, that of the usual worker counted
 * as one answer more. The answer of least distance is taken; of equally near ones the better
 * worker's, then the first.
 *
 * @param chosen [task]: the number of the chosen answer; −1 for a task without one
 * @param distance [answer]: how far it is from the others, from 0 to 1
 * @param reliability [worker], the usual one at 1
 */
public record NearestText(int[] chosen, double[] distance, double[] reliability) {

    private static final int ROUNDS = 50;
    private static final double REST = 1e-9;
    private static final double LEAST = 0.01;

    /**
     * @param task [answer]
     * @param worker [answer]
     */
    public static NearestText of(
            int tasks,
            int workers,
            int[] task,
            int[] worker,
            String[] texts,
            TextDistance measure) {
        int[][] own = own(tasks, task);
        double[][][] apart = new double[tasks][][];
        for (int t = 0; t < tasks; t++) {
            apart[t] = apart(own[t], texts, measure);
        }
        double[] reliability = new double[workers];
        Arrays.fill(reliability, 1);
        double[] distance = new double[texts.length];
        double moved = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && moved > REST; round++) {
            moved = 0;
            for (int t = 0; t < tasks; t++) {
                for (int i = 0; i < own[t].length; i++) {
                    double sum = 0;
                    double total = 0;
                    for (int j = 0; j < own[t].length; j++) {
                        double weight = j == i ? 0 : reliability[worker[own[t][j]]];
                        sum += weight * apart[t][i][j];
                        total += weight;
                    }
                    double next = total > 0 ? sum / total : 0;
                    moved = Math.max(moved, Math.abs(next - distance[own[t][i]]));
                    distance[own[t][i]] = next;
                }
            }
            weigh(own, worker, distance, reliability);
        }
        return new NearestText(chosen(own, worker, distance, reliability), distance, reliability);
    }

    private static int[][] own(int tasks, int[] task) {
        int[] sizes = new int[tasks];
        for (int t : task) {
            sizes[t]++;
        }
        int[][] own = new int[tasks][];
        for (int t = 0; t < tasks; t++) {
            own[t] = new int[sizes[t]];
        }
        for (int i = task.length - 1; i >= 0; i--) {
            own[task[i]][--sizes[task[i]]] = i;
        }
        return own;
    }

    private static double[][] apart(int[] own, String[] texts, TextDistance measure) {
        double[][] apart = new double[own.length][own.length];
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < i; j++) {
                apart[i][j] = measure.between(texts[own[i]], texts[own[j]]);
                apart[j][i] = apart[i][j];
            }
        }
        return apart;
    }

    private static void weigh(int[][] own, int[] worker, double[] distance, double[] reliability) {
        double[] sum = new double[reliability.length];
        double[] n = new double[reliability.length];
        double all = 0;
        double answers = 0;
        for (int[] answersOfTask : own) {
            for (int i : answersOfTask) {
                if (answersOfTask.length > 1) {
                    sum[worker[i]] += distance[i];
                    n[worker[i]]++;
                    all += distance[i];
                    answers++;
                }
            }
        }
        double usual = answers == 0 ? 1 : Math.max(LEAST, all / answers);
        for (int w = 0; w < reliability.length; w++) {
            reliability[w] = usual / Math.max(LEAST, (sum[w] + usual) / (n[w] + 1));
        }
    }

    private static int[] chosen(
            int[][] own, int[] worker, double[] distance, double[] reliability) {
        int[] chosen = new int[own.length];
        for (int t = 0; t < own.length; t++) {
            chosen[t] = -1;
            for (int i : own[t]) {
                int best = chosen[t];
                boolean nearer = best < 0 || distance[i] < distance[best];
                boolean better =
                        best >= 0
                                && distance[i] == distance[best]
                                && reliability[worker[i]] > reliability[worker[best]];
                chosen[t] = nearer || better ? i : best;
            }
        }
        return chosen;
    }
}
