package org.maslin.server.identity;

import org.jspecify.annotations.Nullable;
import org.maslin.security.AccessDecision;
import org.maslin.security.Action;
import org.maslin.security.PeopleRules;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.plumbing.http.RefusedException;

/** What becomes of users and keys by a change, where the rules about people allow it. */
final class IdentityFlow {

    private IdentityFlow() {}

    static void require(AccessDecision decision) {
        if (decision instanceof AccessDecision.Denied denied) {
            throw RefusedException.forbidden(denied.reason());
        }
    }

    /** What a user becomes by a change. */
    static User changed(Principal principal, User user, UserChange change) {
        Role role = change.role() == null ? user.role() : change.role();
        boolean disabled = change.disabled() == null ? user.disabled() : change.disabled();
        require(PeopleRules.mayChangeRole(principal, user.id(), user.role(), role));
        require(PeopleRules.mayDisable(principal, user.id(), user.role()));
        return new User(user.id(), user.name(), user.email(), role, user.kind(), disabled);
    }

    /** The user that a key may be made for. */
    static User holder(Principal maker, @Nullable User holder) {
        if (holder == null || holder.disabled()) {
            throw RefusedException.notFound("user", holder == null ? "with that id" : holder.id());
        }
        if (!holder.id().equals(maker.userId())) {
            require(PeopleRules.mayGive(maker, Action.MANAGE_KEYS, holder.role()));
        }
        return holder;
    }
}
