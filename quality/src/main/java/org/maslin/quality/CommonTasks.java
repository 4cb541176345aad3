package org.maslin.quality;

import java.util.Arrays;

/**
 * How often pairs of workers answered the same task, and alike: rows of neighbours in flat arrays,
 * those of worker j at [offsets[j], offsets[j + 1]) in ascending order.
 */
final class CommonTasks {

    final int classes;
    final int[] offsets;
    final int[] neighbours;
    final int[] common;
    final int[] alike;

    CommonTasks(Answers answers) {
        classes = answers.labels().size();
        int workers = answers.workers().size();
        int[][] tasksOf = tasksOf(answers);
        offsets = new int[workers + 1];
        int[] foundNeighbours = new int[1024];
        int[] foundCommon = new int[1024];
        int[] foundAlike = new int[1024];
        int found = 0;
        int[] together = new int[workers];
        int[] equal = new int[workers];
        int[] touched = new int[workers];
        for (int worker = 0; worker < workers; worker++) {
            int n = 0;
            for (int own : tasksOf[worker]) {
                int task = taskOf(answers, own);
                for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                    int other = answers.worker(i);
                    if (other != worker) {
                        if (together[other]++ == 0) {
                            touched[n++] = other;
                        }
                        equal[other] += answers.label(i) == answers.label(own) ? 1 : 0;
                    }
                }
            }
            Arrays.sort(touched, 0, n);
            if (found + n > foundNeighbours.length) {
                int room = Math.max(found + n, 2 * foundNeighbours.length);
                foundNeighbours = Arrays.copyOf(foundNeighbours, room);
                foundCommon = Arrays.copyOf(foundCommon, room);
                foundAlike = Arrays.copyOf(foundAlike, room);
            }
            for (int i = 0; i < n; i++) {
                int other = touched[i];
                foundNeighbours[found] = other;
                foundCommon[found] = together[other];
                foundAlike[found++] = equal[other];
                together[other] = 0;
                equal[other] = 0;
            }
            offsets[worker + 1] = found;
        }
        neighbours = Arrays.copyOf(foundNeighbours, found);
        common = Arrays.copyOf(foundCommon, found);
        alike = Arrays.copyOf(foundAlike, found);
    }

    /** The answers of each worker. */
    private static int[][] tasksOf(Answers answers) {
        int[] sizes = new int[answers.workers().size()];
        for (int i = 0; i < answers.size(); i++) {
            sizes[answers.worker(i)]++;
        }
        int[][] own = new int[sizes.length][];
        for (int worker = 0; worker < sizes.length; worker++) {
            own[worker] = new int[sizes[worker]];
        }
        for (int i = answers.size() - 1; i >= 0; i--) {
            own[answers.worker(i)][--sizes[answers.worker(i)]] = i;
        }
        return own;
    }

    private static int taskOf(Answers answers, int answer) {
        int at = Arrays.binarySearch(answers.offsets(), answer);
        return at < 0 ? -at - 2 : at;
    }

    int workers() {
        return offsets.length - 1;
    }

    /** Agreement beyond chance of a pair: 1 if always alike, 0 if as by chance. */
    double beyondChance(int pair) {
        double share = (double) alike[pair] / common[pair];
        return (share * classes - 1) / (classes - 1);
    }
}
