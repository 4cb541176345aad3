package org.maslin.server.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.curate.Edit;

/** What became of a drawn prompt, as a line of a file; decisions stand in the order of drawing. */
record PromptDecision(
        String id,
        boolean keep,
        @Nullable String stage,
        @Nullable String reason,
        List<Edit> edits) {}
