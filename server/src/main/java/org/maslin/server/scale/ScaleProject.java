package org.maslin.server.scale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project by its name.
 *
 * @param history its parameters as they were set, oldest first
 */
record ScaleProject(
        String id,
        String name,
        TaskType type,
        boolean rapid,
        boolean studio,
        @Nullable String datasetId,
        List<Params> history,
        Instant createdAt) {

    /** Parameters that new tasks take over unless they bring their own. */
    record Params(int version, ObjectNode params, Instant createdAt) {}

    ScaleProject {
        history = List.copyOf(history);
    }

    /** Whether its batches wait for the word before they are worked on. */
    boolean stages() {
        return rapid || studio;
    }

    @Nullable Params latest() {
        return history.isEmpty() ? null : history.getLast();
    }
}
