package org.maslin.server.live;

import java.util.UUID;
import org.maslin.server.projects.ProjectCounts;

/** How far a project is, for everybody alike. */
record LiveCounts(
        UUID projectId,
        long samples,
        long tasks,
        long completed,
        long answers,
        long answersNeeded) {

    static LiveCounts of(UUID project, ProjectCounts counts) {
        return new LiveCounts(
                project,
                counts.samples(),
                counts.tasks(),
                counts.completed(),
                counts.answers(),
                counts.answersNeeded());
    }
}
