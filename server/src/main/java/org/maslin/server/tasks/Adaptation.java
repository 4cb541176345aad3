package org.maslin.server.tasks;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.quality.Routing;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/**
 * Overlap that adapts: a task whose answers are sure enough is completed early, another gets one
 * more place, until it has the most.
 */
public final class Adaptation {

    /**
     * An open task that has its least answers.
     *
     * @param asked whether somebody has it, or it has a place for somebody
     */
    public record Waiting(UUID taskId, int answers, AdaptiveOverlap overlap, boolean asked) {}

    private final Transactions transactions;
    private final AdaptiveStore store;
    private final Claims claims;
    private final Projects projects;
    private final Audit audit;
    private final Events events;
    private final InstantSource clock;

    Adaptation(
            Transactions transactions,
            AdaptiveStore store,
            Claims claims,
            Projects projects,
            Audit audit,
            Events events,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.claims = claims;
        this.projects = projects;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What new tasks of a project get that have no overlap of their own; null if it is fixed. */
    public @Nullable AdaptiveOverlap get(Principal principal, UUID project) {
        projects.terms(principal, project);
        return transactions.read(principal.organisationId(), () -> store.ofProject(project));
    }

    /** Tasks that are there keep their overlap. */
    public void set(Principal principal, UUID project, @Nullable AdaptiveOverlap overlap) {
        if (overlap != null && projects.terms(principal, project).ontology().leading() == null) {
            throw RefusedException.conflict(
                    "nothing-to-be-sure-of",
                    "No question of the project has a consensus.",
                    "Ask a choice, a rating or a comparison, or keep the overlap fixed.");
        }
        projects.terms(principal, project);
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.setOfProject(project, overlap);
                    audit.record(
                            principal,
                            "set-adaptive-overlap",
                            Node.of("project", project),
                            Map.of("overlap", String.valueOf(overlap)));
                });
    }

    /**
     * Open tasks that have their least answers.
     *
     * @param some only of these; of the whole project if null
     */
    public List<Waiting> waiting(Principal principal, UUID project, @Nullable List<UUID> some) {
        return transactions.read(principal.organisationId(), () -> store.waiting(project, some));
    }

    /**
     * Completes waiting tasks or gives them one more place.
     *
     * @param probabilities of the consensus, by task; none is 0
     */
    public void adapt(
            Principal principal,
            UUID project,
            List<Waiting> waiting,
            Map<UUID, Double> probabilities) {
        var sure = new ArrayList<UUID>();
        var unsure = new ArrayList<UUID>();
        for (Waiting task : waiting) {
            double probability = probabilities.getOrDefault(task.taskId(), 0.0);
            Routing routing = task.overlap().rule().decide(task.answers(), probability);
            if (routing != Routing.ASK_AGAIN) {
                sure.add(task.taskId());
            } else if (!task.asked()) {
                unsure.add(task.taskId());
            }
        }
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (!unsure.isEmpty()) {
                        store.extend(unsure);
                    }
                    for (UUID task : complete(principal, sure)) {
                        events.tell(new TaskCompleted(principal.organisationId(), project, task));
                    }
                });
        if (!unsure.isEmpty()) {
            claims.reordered();
        }
    }

    private List<UUID> complete(Principal principal, List<UUID> sure) {
        return sure.isEmpty()
                ? List.of()
                : store.complete(sure, principal.userId(), clock.instant());
    }
}
