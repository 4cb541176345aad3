package org.maslin.server.projects;

/**
 * How far a project is.
 *
 * @param answersNeeded the overlap of all tasks together
 * @param mine answers of the one who asks
 * @param open tasks that the one who asks could still answer; counted up to 500
 */
public record ProjectCounts(
        long samples,
        long tasks,
        long completed,
        long answers,
        long answersNeeded,
        long mine,
        long open) {

    /** What concerns the one who asks, and no more. */
    ProjectCounts own() {
        return new ProjectCounts(samples, mine + open, mine, mine, mine + open, mine, open);
    }
}
