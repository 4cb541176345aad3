package org.maslin.server.live;

import java.util.Locale;
import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.Grants;
import org.maslin.security.Principal;

/** What a live event tells, and what one must be granted to hear it. */
enum LiveKind {
    /** A job, with its progress. */
    JOB(Action.READ_JOBS),
    /** How far a project is. */
    COUNTS(Action.READ_PROJECT),
    /** The state of a batch, when it changes. */
    BATCH(Action.READ_TASKS),
    /** A question that was asked, answered or resolved. */
    THREAD(Action.READ_TASKS);

    private final Action action;

    LiveKind(Action action) {
        this.action = action;
    }

    boolean mayHear(Principal principal) {
        return Grants.decide(principal, action) instanceof AccessDecision.Allowed;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
