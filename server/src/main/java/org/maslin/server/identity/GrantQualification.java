package org.maslin.server.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A qualification to give to a user.
 *
 * @param score the share of right answers in a test; absent if it is somebody's word
 * @param expiresAt until when it holds; for good if absent
 */
public record GrantQualification(String name, @Nullable Double score, @Nullable Instant expiresAt) {
    public GrantQualification {
        checkName(name);
    }

    /** Names stand in addresses. */
    public static void checkName(String name) {
        new Abilities(List.of(), List.of(name), List.of());
        if (!name.matches("[^/\\\\%;]*")) {
            throw new BadInputException(
                    "name",
                    "\"" + name + "\"",
                    "a name without slashes, percent signs and semicolons",
                    "Change the name.");
        }
    }
}
