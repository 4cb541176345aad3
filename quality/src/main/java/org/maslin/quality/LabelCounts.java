package org.maslin.quality;

/**
 * Per task, which labels were given and how often: all that agreement among interchangeable
 * annotators depends on. Entries of task i are [offsets[i], offsets[i + 1]).
 */
final class LabelCounts {

    final int classes;
    final int[] offsets;
    final int[] labels;
    final double[] counts;
    final int[] overlaps;

    LabelCounts(Answers answers) {
        classes = answers.labels().size();
        int tasks = answers.tasks().size();
        offsets = new int[tasks + 1];
        labels = new int[answers.size()];
        counts = new double[answers.size()];
        overlaps = new int[tasks];
        int[] votes = new int[classes];
        int entries = 0;
        for (int task = 0; task < tasks; task++) {
            overlaps[task] = answers.overlap(task);
            int from = answers.first(task);
            int to = answers.first(task + 1);
            for (int i = from; i < to; i++) {
                votes[answers.label(i)]++;
            }
            for (int i = from; i < to; i++) {
                int label = answers.label(i);
                if (votes[label] > 0) {
                    labels[entries] = label;
                    counts[entries++] = votes[label];
                    votes[label] = 0;
                }
            }
            offsets[task + 1] = entries;
        }
    }

    int tasks() {
        return overlaps.length;
    }
}
