package org.maslin.security;

import java.util.UUID;

/**
 * Who acts, proven by now.
 *
 * @param userId the acting user; of a key, the user it belongs to
 * @param organisationId the one organisation this principal can see
 * @param role what it may do there; of a key, the key's role
 * @param how how it was proven
 */
public record Principal(UUID userId, UUID organisationId, Role role, How how) {

    /** The user id of the product acting on its own. */
    public static final UUID SYSTEM_USER = new UUID(0, 0);

    /** How a principal was proven. */
    public enum How {
        /** Signed in with a browser. */
        SESSION,
        /** An API key. */
        KEY,
        /** An API key for tests: it sees and makes nothing but tests. */
        TEST_KEY,
        /** The product itself: its own jobs, and the administrator at the machine. */
        SYSTEM
    }

    /** The product itself, acting for this organisation. */
    public static Principal system(UUID organisationId) {
        return new Principal(SYSTEM_USER, organisationId, Role.OWNER, How.SYSTEM);
    }
}
