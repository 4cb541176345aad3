package org.maslin.server.projects;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A copy of a project to make.
 *
 * @param samples whether its samples come along; false if absent
 * @param tasks whether each of them gets a task; false if absent
 */
public record CopyProject(String name, @Nullable Boolean samples, @Nullable Boolean tasks) {

    public CopyProject {
        NewProject.checkName(name);
        if (Boolean.TRUE.equals(tasks) && !Boolean.TRUE.equals(samples)) {
            throw new BadInputException(
                    "tasks",
                    "tasks without samples",
                    "samples: true beside them",
                    "A task is made of a sample; copy the samples too.");
        }
    }

    boolean takesSamples() {
        return Boolean.TRUE.equals(samples);
    }

    boolean makesTasks() {
        return Boolean.TRUE.equals(tasks);
    }
}
