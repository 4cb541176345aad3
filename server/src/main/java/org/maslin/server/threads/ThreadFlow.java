package org.maslin.server.threads;

import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.Grants;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.http.RefusedException;

/** Who may see a thread, and say something in it. */
final class ThreadFlow {

    private ThreadFlow() {}

    /** Those who check work see and answer everything. */
    static boolean checks(Principal principal) {
        return Grants.decide(principal, Action.READ_ANNOTATIONS) instanceof AccessDecision.Allowed;
    }

    /** Annotators see their own threads, and those about the guideline, which is everybody's. */
    static boolean maySee(Principal principal, QuestionThread thread) {
        return checks(principal)
                || thread.askedBy().equals(principal.userId())
                || thread.taskId() == null;
    }

    /** The asker and those who check work. */
    static void requireVoice(Principal principal, QuestionThread thread) {
        if (!checks(principal) && !thread.askedBy().equals(principal.userId())) {
            throw RefusedException.forbidden("This is somebody else's question.");
        }
    }
}
