package org.maslin.curate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one document.
 *
 * @param stage the stage that dropped it; absent if it was kept
 * @param reason why, by the published name of the test; absent if it was kept
 * @param edits what was changed in a text that was kept, in order
 */
public record Decision(
        String id,
        boolean keep,
        @Nullable String stage,
        @Nullable String reason,
        List<Edit> edits) {

    public Decision {
        if (keep != (stage == null) || keep != (reason == null)) {
            throw new IllegalArgumentException(
                    "The decision about %s needs a stage and a reason exactly when it drops."
                            .formatted(id));
        }
        edits = List.copyOf(edits);
    }

    public static Decision kept(String id, List<Edit> edits) {
        return new Decision(id, true, null, null, edits);
    }

    public static Decision dropped(String id, String stage, String reason) {
        return new Decision(id, false, stage, reason, List.of());
    }
}
