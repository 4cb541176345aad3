package org.maslin.server.diagnosis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.projects.Projects;

/**
 * Reports on projects. A report is made of at most half a million answers, in one thread and a few
 * seconds, and kept for a minute.
 */
public final class Diagnoses {

    private static final int MOST_ANSWERS = 500_000;
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 32;

    private final Transactions transactions;
    private final Projects projects;
    private final Annotations annotations;
    private final InstantSource clock;
    private final Lately<UUID, Diagnosis> kept = new Lately<>(KEPT, MOST_KEPT);

    Diagnoses(
            Transactions transactions,
            Projects projects,
            Annotations annotations,
            InstantSource clock) {
        this.transactions = transactions;
        this.projects = projects;
        this.annotations = annotations;
        this.clock = clock;
    }

    public Diagnosis of(Principal principal, UUID project) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    Diagnosis before = kept.get(project, () -> null);
                    if (before != null) {
                        return before;
                    }
                    var part = new Part(MOST_ANSWERS);
                    annotations.eachTimedAnswer(principal, project, part::add);
                    Diagnosis made = DiagnosisFlow.diagnose(part, clock.instant());
                    kept.put(project, made);
                    return made;
                });
    }
}
