package org.maslin.server.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Role;

/** Somebody or something that belongs to an organisation. */
public record User(
        UUID id,
        String name,
        @Nullable String email,
        Role role,
        AnnotatorKind kind,
        boolean disabled) {

    /** Whether this is somebody who can sign in as an owner. */
    boolean isActiveOwner() {
        return role == Role.OWNER && kind == AnnotatorKind.PERSON && !disabled;
    }
}
