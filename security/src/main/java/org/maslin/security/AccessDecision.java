package org.maslin.security;

/** Whether somebody may do something. */
public sealed interface AccessDecision {

    /** Yes. */
    AccessDecision ALLOWED = new Allowed();

    /** No, with a sentence that says which rule stands against it. */
    static AccessDecision denied(String reason) {
        return new Denied(reason);
    }

    /** Yes. */
    record Allowed() implements AccessDecision {}

    /** No. */
    record Denied(String reason) implements AccessDecision {}
}
