package org.maslin.server.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line to the child: draw a completion, embed texts, or, with neither, let go of what was asked
 * under this id.
 *
 * @param folder of the model
 */
record Ask(
        long id, String folder, @Nullable NewCompletion completion, @Nullable List<String> texts) {}
