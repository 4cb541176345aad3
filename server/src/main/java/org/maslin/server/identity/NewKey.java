package org.maslin.server.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A key to make, for oneself or for another user.
 *
 * @param kind native if absent
 */
public record NewKey(String name, @Nullable UUID userId, @Nullable KeyKind kind) {

    public NewKey {
        if (name.isBlank() || name.length() > 200) {
            throw new BadInputException(
                    "name",
                    "%d characters".formatted(name.length()),
                    "1 to 200 characters",
                    "Name what will use the key.");
        }
    }

    KeyKind kindOrNative() {
        return kind == null ? KeyKind.NATIVE : kind;
    }
}
