package org.maslin.security;

import static org.maslin.security.Action.*;
import static org.maslin.security.Role.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The whole policy: who may do what. One line for each action; what has no line is denied. Tenants
 * are kept apart below this, by the database.
 */
public final class Grants {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> LOOKERS = EnumSet.of(OWNER, ADMIN, MANAGER, REVIEWER, VIEWER);
    private static final Set<Role> CHECKERS = EnumSet.of(OWNER, ADMIN, MANAGER, REVIEWER);
    private static final Set<Role> LABELERS =
            EnumSet.of(OWNER, ADMIN, MANAGER, REVIEWER, ANNOTATOR);
    private static final Set<Role> MAKERS = EnumSet.of(OWNER, ADMIN, MANAGER);
    private static final Set<Role> RULERS = EnumSet.of(OWNER, ADMIN);

    private static final Map<Action, Set<Role>> POLICY = new EnumMap<>(Action.class);

    static {
        POLICY.put(READ_PROJECT, ALL);
        POLICY.put(ANNOTATE, LABELERS);

        POLICY.put(READ_SAMPLE_CONTENT, CHECKERS);
        POLICY.put(READ_TASKS, CHECKERS);
        POLICY.put(READ_ANNOTATIONS, CHECKERS);
        POLICY.put(REVIEW, CHECKERS);

        POLICY.put(READ_QUALITY, LOOKERS);
        POLICY.put(READ_VERSIONS, LOOKERS);
        POLICY.put(READ_MODELS, LOOKERS);
        POLICY.put(USE_MODELS, LOOKERS);
        POLICY.put(READ_EVALUATIONS, LOOKERS);
        POLICY.put(READ_CHAINS, LOOKERS);
        POLICY.put(READ_JOBS, LOOKERS);

        POLICY.put(CREATE_PROJECT, MAKERS);
        POLICY.put(EDIT_PROJECT, MAKERS);
        POLICY.put(READ_WORKFORCE, MAKERS);
        POLICY.put(EDIT_ONTOLOGY, MAKERS);
        POLICY.put(EDIT_GUIDELINE, MAKERS);
        POLICY.put(IMPORT_SAMPLES, MAKERS);
        POLICY.put(CREATE_TASKS, MAKERS);
        POLICY.put(MANAGE_BATCHES, MAKERS);
        POLICY.put(MANAGE_GOLD, MAKERS);
        POLICY.put(PUBLISH_VERSION, MAKERS);
        POLICY.put(READ_VERSION_ROWS, MAKERS);
        POLICY.put(EXPORT_VERSION, MAKERS);
        POLICY.put(RUN_JOBS, MAKERS);
        POLICY.put(RUN_CHAIN, MAKERS);
        POLICY.put(READ_LINEAGE, MAKERS);
        POLICY.put(READ_USERS, MAKERS);
        POLICY.put(EXPORT_PROJECT, MAKERS);
        POLICY.put(READ_WEBHOOKS, MAKERS);

        POLICY.put(MANAGE_USERS, RULERS);
        POLICY.put(DELETE_PROJECT, RULERS);
        POLICY.put(MANAGE_WEBHOOKS, RULERS);
        POLICY.put(READ_KEYS, RULERS);
        POLICY.put(MANAGE_KEYS, RULERS);
        POLICY.put(READ_AUDIT, RULERS);
        POLICY.put(EXPORT_AUDIT, RULERS);
    }

    private Grants() {}

    /** Whether this principal may do this at all; rules on the single object come on top. */
    public static AccessDecision decide(Principal principal, Action action) {
        if (POLICY.getOrDefault(action, Set.of()).contains(principal.role())) {
            return AccessDecision.ALLOWED;
        }
        return AccessDecision.denied(
                "The role %s does not include %s.".formatted(word(principal.role()), word(action)));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
