package org.maslin.server.annotations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Annotator;

/**
 * An answer as consensus needs it.
 *
 * @param label in the sample's own order
 */
public record Answer(
        UUID annotationId,
        int revision,
        UUID taskId,
        String taskKey,
        Annotator annotator,
        String label,
        @Nullable Double secondsActive,
        boolean withdrawn) {}
