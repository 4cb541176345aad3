package org.maslin.server.projects;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Projects, and the versions of their ontologies and guidelines. */
public final class Projects {

    private static final Duration LIFE_OF_TERMS = Duration.ofSeconds(1);
    private static final int MOST_KNOWN = 10_000;

    private final Transactions transactions;
    private final ProjectStore store;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final Lately<Known, ProjectTerms> known = new Lately<>(LIFE_OF_TERMS, MOST_KNOWN);

    private record Known(UUID organisation, UUID project) {}

    Projects(
            Transactions transactions,
            ProjectStore store,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a project.
     *
     * @param chain the chain it is a part of, if any
     * @param idempotencyKey a second call with the same key returns the first one's project
     */
    public Project create(
            Principal principal,
            NewProject project,
            @Nullable UUID chain,
            @Nullable String idempotencyKey) {
        UUID organisation = principal.organisationId();
        return transactions.write(
                organisation,
                () -> {
                    UUID id = ids.next();
                    boolean added =
                            store.add(
                                    organisation,
                                    id,
                                    project,
                                    chain,
                                    idempotencyKey,
                                    principal.userId(),
                                    clock.instant());
                    if (!added && idempotencyKey != null) {
                        return require(principal, store.byIdempotencyKey(idempotencyKey));
                    }
                    store.addOntology(organisation, id, project.ontology(), clock.instant());
                    if (project.guideline() != null) {
                        store.addGuideline(organisation, id, project.guideline(), clock.instant());
                    }
                    audit.record(
                            principal,
                            "create-project",
                            Node.of("project", id),
                            Map.of("name", project.name()));
                    return require(principal, id);
                });
    }

    public Page<Project> list(
            Principal principal, ProjectShelf shelf, @Nullable UUID before, int limit) {
        return transactions.read(
                principal.organisationId(),
                () ->
                        Page.of(
                                store.list(shelf, before, limit + 1, principal.userId()).stream()
                                        .map(project -> seenBy(principal, project))
                                        .toList(),
                                limit,
                                project -> project.id().toString()));
    }

    public Project get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(principal, id));
    }

    /** What work on a project needs to know of it; of a second ago at most. */
    public ProjectTerms terms(Principal principal, UUID id) {
        UUID organisation = principal.organisationId();
        ProjectTerms terms =
                known.get(
                        new Known(organisation, id),
                        () -> transactions.read(organisation, () -> store.terms(id)));
        if (terms == null) {
            throw RefusedException.notFound("project", id);
        }
        return terms;
    }

    private void changed(Principal principal, UUID id) {
        known.forget(new Known(principal.organisationId(), id));
    }

    /** The ontology under a version that an annotation cites. */
    public Ontology ontology(Principal principal, UUID project, int version) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Ontology ontology = store.ontology(project, version);
                    if (ontology == null) {
                        throw RefusedException.notFound("ontology version", version);
                    }
                    return ontology;
                });
    }

    /** Changes the settings of a project; tasks that are there keep their overlap. */
    public Project change(Principal principal, UUID id, ProjectChange change) {
        Project changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            requireLocked(id);
                            store.change(id, change);
                            audit.record(
                                    principal,
                                    "change-project",
                                    Node.of("project", id),
                                    Map.of("change", change.toString()));
                            return require(principal, id);
                        });
        changed(principal, id);
        return changed;
    }

    /** How a project uses tasks whose answer is known. */
    public GoldRule goldRule(Principal principal, UUID id) {
        GoldRule rule = terms(principal, id).gold();
        return rule == null ? GoldRule.NONE : rule;
    }

    public GoldRule setGoldRule(Principal principal, UUID id, GoldRule rule) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    requireLocked(id);
                    store.putGold(id, rule);
                    audit.record(
                            principal,
                            "set-gold-rule",
                            Node.of("project", id),
                            Map.of("rule", rule.toString()));
                });
        changed(principal, id);
        return rule;
    }

    public Project addOntology(Principal principal, UUID id, Ontology ontology) {
        Project changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            requireLocked(id);
                            int version =
                                    store.addOntology(
                                            principal.organisationId(),
                                            id,
                                            ontology,
                                            clock.instant());
                            audit.record(
                                    principal,
                                    "add-ontology",
                                    Node.of("project", id),
                                    Map.of("version", String.valueOf(version)));
                            return require(principal, id);
                        });
        changed(principal, id);
        return changed;
    }

    public Project addGuideline(Principal principal, UUID id, NewGuideline guideline) {
        Project changed =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            requireLocked(id);
                            int version =
                                    store.addGuideline(
                                            principal.organisationId(),
                                            id,
                                            guideline.text(),
                                            clock.instant());
                            audit.record(
                                    principal,
                                    "add-guideline",
                                    Node.of("project", id),
                                    Map.of("version", String.valueOf(version)));
                            return require(principal, id);
                        });
        changed(principal, id);
        return changed;
    }

    private void requireLocked(UUID id) {
        if (!store.lock(id)) {
            throw RefusedException.notFound("project", id);
        }
    }

    private Project require(Principal principal, UUID id) {
        Project project = store.get(id, principal.userId());
        if (project == null) {
            throw RefusedException.notFound("project", id);
        }
        return seenBy(principal, project);
    }

    /**
     * A project as somebody may see it. Where some answers are known, what everybody did would tell
     * an annotator which of their own answers counted.
     */
    private Project seenBy(Principal principal, Project project) {
        return principal.role() == Role.ANNOTATOR && terms(principal, project.id()).isVeiled()
                ? project.withOwnCounts()
                : project;
    }
}
