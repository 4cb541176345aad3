package org.maslin.security;

import java.util.UUID;

/**
 * The rules about giving and taking power, on top of {@link Grants}: nobody changes their own role
 * or account, and only an owner makes, changes or disables owners and admins. Since no owner can
 * step down alone, an organisation always keeps one.
 */
public final class PeopleRules {

    private PeopleRules() {}

    /** Whether a user with this role may be invited, or a key with this role be made. */
    public static AccessDecision mayGive(Principal principal, Action action, Role role) {
        AccessDecision granted = Grants.decide(principal, action);
        return granted instanceof AccessDecision.Denied ? granted : mayRule(principal, role);
    }

    /** Whether this user's role may be changed from one to another. */
    public static AccessDecision mayChangeRole(
            Principal principal, UUID userId, Role from, Role to) {
        AccessDecision changed = mayChange(principal, userId, from);
        return changed instanceof AccessDecision.Denied ? changed : mayRule(principal, to);
    }

    /** Whether this user's account may be disabled or enabled. */
    public static AccessDecision mayDisable(Principal principal, UUID userId, Role role) {
        return mayChange(principal, userId, role);
    }

    private static AccessDecision mayChange(Principal principal, UUID userId, Role role) {
        AccessDecision granted = Grants.decide(principal, Action.MANAGE_USERS);
        if (granted instanceof AccessDecision.Denied) {
            return granted;
        }
        if (principal.userId().equals(userId)) {
            return AccessDecision.denied(
                    "Nobody changes their own role or account. Ask another owner.");
        }
        return mayRule(principal, role);
    }

    private static AccessDecision mayRule(Principal principal, Role role) {
        if (role.rulesPeople() && principal.role() != Role.OWNER) {
            return AccessDecision.denied(
                    "Only an owner makes, changes or disables an %s.".formatted(Grants.word(role)));
        }
        return AccessDecision.ALLOWED;
    }
}
