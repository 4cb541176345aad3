package org.maslin.server.projects;

import org.maslin.core.BadInputException;

/** The state that a project shall have: active, paused or archived. */
public record ChangeState(ProjectState state) {
    public ChangeState {
        if (state == ProjectState.DELETED || state == ProjectState.PURGED) {
            throw new BadInputException(
                    "state",
                    "\"deleted\"",
                    "active, paused or archived",
                    "Delete the project by DELETE.");
        }
    }
}
