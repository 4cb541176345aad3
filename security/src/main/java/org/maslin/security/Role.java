package org.maslin.security;

/** What a person is in an organisation; {@link Grants} says what follows from it. */
public enum Role {
    OWNER,
    ADMIN,
    MANAGER,
    REVIEWER,
    ANNOTATOR,
    VIEWER;

    /** Whether this role rules over people: owners and admins do. */
    public boolean rulesPeople() {
        return this == OWNER || this == ADMIN;
    }
}
