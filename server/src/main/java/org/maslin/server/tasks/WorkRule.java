package org.maslin.server.tasks;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.identity.Abilities;

/**
 * Whom work is for. An empty rule, and each empty part of one, is for everybody.
 *
 * @param groups one of them is enough
 * @param skills all of them are needed
 * @param languages one of them is enough
 * @param qualifications all of them must be held
 */
public record WorkRule(
        @Nullable List<String> groups,
        @Nullable List<String> skills,
        @Nullable List<String> languages,
        @Nullable List<String> qualifications) {

    static final WorkRule EVERYBODY = new WorkRule(null, null, null, null);

    public WorkRule {
        var checked =
                new Abilities(
                        groups == null ? List.of() : groups,
                        skills == null ? List.of() : skills,
                        languages == null ? List.of() : languages);
        groups = checked.groups();
        skills = checked.skills();
        languages = checked.languages();
        qualifications =
                new Abilities(
                                List.of(),
                                qualifications == null ? List.of() : qualifications,
                                List.of())
                        .skills();
    }

    /** This rule, or another where this one is for everybody. */
    WorkRule or(WorkRule other) {
        return isForEverybody() ? other : this;
    }

    boolean isForEverybody() {
        return equals(EVERYBODY);
    }

    boolean isFor(Abilities abilities, List<String> held) {
        return (qualifications == null || held.containsAll(qualifications))
                && anyOf(groups, abilities.groups())
                && (skills == null || abilities.skills().containsAll(skills))
                && anyOf(languages, abilities.languages());
    }

    private static boolean anyOf(@Nullable List<String> wanted, List<String> present) {
        return wanted == null || wanted.isEmpty() || !Collections.disjoint(wanted, present);
    }
}
