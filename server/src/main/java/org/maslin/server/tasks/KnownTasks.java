package org.maslin.server.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Content;
import org.maslin.server.samples.NewGold;
import org.maslin.server.samples.SampleReference;
import org.maslin.server.samples.Samples;
import org.maslin.server.samples.SamplesKnown;

/** Tasks whose answer is known; who stays below what is asked of them gets no more tasks. */
public final class KnownTasks {

    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private record Known(UUID organisation, UUID project) {}

    private final Transactions transactions;
    private final KnownTaskStore store;
    private final Veils veils;
    private final Projects projects;
    private final Samples samples;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final Lately<Known, Set<UUID>> stopped = new Lately<>(LIFE, MOST);

    KnownTasks(
            Transactions transactions,
            KnownTaskStore store,
            Veils veils,
            Projects projects,
            Samples samples,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.veils = veils;
        this.projects = projects;
        this.samples = samples;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes tasks with known answers of samples; all of them, or none if one of them cannot be
     * made.
     *
     * @param qualification the test they are a part of, if they are
     */
    public CreatedTasks create(
            Principal principal,
            UUID project,
            Purpose purpose,
            @Nullable UUID qualification,
            List<NewKnownTask> tasks) {
        CreatedTasks created =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            ProjectTerms terms = projects.terms(principal, project);
                            List<KnownTaskStore.Row> rows = rows(principal, terms, tasks);
                            requireUnseen(project, rows);
                            veil(principal, terms);
                            int added =
                                    store.add(
                                            principal.organisationId(),
                                            project,
                                            purpose,
                                            qualification,
                                            principal.userId(),
                                            rows,
                                            clock.instant());
                            audit.record(
                                    principal,
                                    "create-known-tasks",
                                    Node.of("project", project),
                                    Map.of("created", String.valueOf(added)));
                            return new CreatedTasks(added, rows.size() - added);
                        });
        return created;
    }

    /** Makes gold of new samples that came with their answer; their import has checked it. */
    void imported(SamplesKnown event) {
        List<NewKnownTask> gold = new ArrayList<>();
        for (SampleReference sample : event.samples()) {
            NewGold known = sample.gold();
            if (known != null) {
                gold.add(
                        new NewKnownTask(
                                sample.key(),
                                null,
                                null,
                                known.expected(),
                                known.explanation(),
                                known.tolerance()));
            }
        }
        create(event.principal(), event.projectId(), Purpose.GOLD, null, gold);
    }

    private List<KnownTaskStore.Row> rows(
            Principal principal, ProjectTerms terms, List<NewKnownTask> tasks) {
        var known = new HashMap<String, SampleReference>();
        samples.references(
                        principal, terms.id(), tasks.stream().map(NewKnownTask::sampleKey).toList())
                .forEach(sample -> known.put(sample.key(), sample));
        var rows = new ArrayList<KnownTaskStore.Row>();
        for (NewKnownTask task : tasks) {
            SampleReference sample = known.get(task.sampleKey());
            if (sample == null) {
                throw new BadInputException(
                        "tasks[%d].sampleKey".formatted(rows.size()),
                        "\"" + task.sampleKey() + "\"",
                        "the key of a sample in this project",
                        "Import the sample first.");
            }
            check(terms.ontology(), rows.size(), task.answer(), sample.candidates());
            rows.add(
                    new KnownTaskStore.Row(
                            ids.next(),
                            task.batchId(),
                            task.keyOrSampleKey(),
                            sample.id(),
                            task.answer()));
        }
        return rows;
    }

    private static void check(Ontology ontology, int place, KnownAnswer answer, int candidates) {
        try {
            ontology.checkDraft(answer.expected(), candidates);
        } catch (BadInputException bad) {
            throw new BadInputException(
                    "tasks[%d].expected%s"
                            .formatted(place, bad.place().replaceFirst("^answers", "")),
                    bad.found(),
                    bad.expected(),
                    bad.hint());
        }
    }

    /** Nobody may see a sample twice, and tell by that that one of them is gold. */
    private void requireUnseen(UUID project, List<KnownTaskStore.Row> rows) {
        List<UUID> open =
                store.withOpenTask(
                        project, rows.stream().map(KnownTaskStore.Row::sampleId).toList());
        for (KnownTaskStore.Row row : rows) {
            if (open.contains(row.sampleId())) {
                throw RefusedException.conflict(
                        "sample-in-work",
                        "The sample of %s has an open task.".formatted(row.key()),
                        "Wait until it is completed, or cancel it: nobody should see a sample twice.");
            }
        }
    }

    /** From the first known answer on, tasks are called by other names towards annotators. */
    private void veil(Principal principal, ProjectTerms terms) {
        veils.ensure(principal.organisationId());
        if (terms.gold() == null) {
            projects.setGoldRule(principal, terms.id(), GoldRule.NONE);
        }
    }

    public GoldRule setRule(Principal principal, UUID project, GoldRule rule) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    veils.ensure(principal.organisationId());
                    return projects.setGoldRule(principal, project, rule);
                });
    }

    /** Refuses to make work of samples whose answer is known. */
    void requireNone(Principal principal, UUID project, List<SampleReference> wanted) {
        if (!projects.terms(principal, project).isVeiled()) {
            return;
        }
        List<UUID> known =
                store.withKnownAnswer(project, wanted.stream().map(SampleReference::id).toList());
        for (SampleReference sample : wanted) {
            if (known.contains(sample.id())) {
                throw RefusedException.conflict(
                        "sample-is-known",
                        "The answer to the sample %s is known.".formatted(sample.key()),
                        "Retire its gold, training or test task first.");
            }
        }
    }

    public KnownTask get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(store.get(id), id));
    }

    /** The task of this purpose that bears a key; it must be there. */
    public KnownTask byKey(Principal principal, UUID project, Purpose purpose, String key) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    KnownTask task = store.byKey(project, purpose, key);
                    if (task == null) {
                        throw RefusedException.notFound("task with a known answer", key);
                    }
                    return task;
                });
    }

    /** Tasks of one purpose by key. */
    public Page<KnownTask> list(
            Principal principal,
            UUID project,
            Purpose purpose,
            @Nullable UUID qualification,
            @Nullable String after,
            int limit) {
        projects.terms(principal, project);
        return transactions.read(
                principal.organisationId(),
                () ->
                        Page.of(
                                store.list(project, purpose, qualification, after, limit + 1),
                                limit,
                                KnownTask::key));
    }

    /**
     * The first training or test task by key that I have neither answered nor skipped; null if
     * there is none.
     *
     * @param attempt at the test; 1 for training
     */
    public @Nullable KnownTask next(
            Principal principal,
            UUID project,
            Purpose purpose,
            @Nullable UUID qualification,
            int attempt) {
        return transactions.read(
                principal.organisationId(),
                () -> store.next(project, purpose, qualification, principal.userId(), attempt));
    }

    /** How many tasks of a test are in use. */
    public int sizeOf(Principal principal, UUID qualification) {
        return transactions.read(principal.organisationId(), () -> store.sizeOf(qualification));
    }

    /** Changes what is expected; answers that were given keep their score. */
    public KnownTask change(Principal principal, UUID id, KnownTaskChange change) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    KnownTask task = require(store.get(id), id);
                    KnownAnswer answer = change.of(task);
                    Content content = samples.getUnrecorded(principal, task.sampleId()).content();
                    int candidates = content == null ? 0 : content.choices();
                    check(
                            projects.terms(principal, task.projectId()).ontology(),
                            0,
                            answer,
                            candidates);
                    store.change(
                            id,
                            answer,
                            change.retired() == null ? task.retired() : change.retired());
                    audit.record(principal, "change-known-task", Node.of("task", id), Map.of());
                    return require(store.get(id), id);
                });
    }

    /** Whether somebody gets no more tasks of a project; known for a second. */
    boolean isStopped(UUID organisation, UUID project, UUID user) {
        Set<UUID> all =
                stopped.get(
                        new Known(organisation, project),
                        () ->
                                transactions.read(
                                        organisation, () -> new HashSet<>(store.stopped(project))));
        return all != null && all.contains(user);
    }

    public List<Stop> stops(Principal principal, UUID project) {
        projects.terms(principal, project);
        return transactions.read(principal.organisationId(), () -> store.stops(project));
    }

    /** Since when somebody's answers to gold count in a project; null for always. */
    public @Nullable Instant countedFrom(Principal principal, UUID project, UUID user) {
        return transactions.read(
                principal.organisationId(), () -> store.countedFrom(project, user));
    }

    /** Gives somebody no more tasks of a project. */
    public void stop(Principal principal, UUID project, UUID user, String reason) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (store.stop(
                            principal.organisationId(), project, user, reason, clock.instant())) {
                        audit.record(
                                principal,
                                "stop-annotator",
                                Node.of("user", user),
                                Map.of("project", project.toString(), "reason", reason));
                    }
                });
        stopped.forget(new Known(principal.organisationId(), project));
    }

    /** Gives somebody tasks again; the answers to gold up to now count no more. */
    public void goOn(Principal principal, UUID project, UUID user) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    if (!store.goOn(project, user, clock.instant())) {
                        throw RefusedException.notFound("stopped annotator", user);
                    }
                    audit.record(
                            principal,
                            "let-annotator-go-on",
                            Node.of("user", user),
                            Map.of("project", project.toString()));
                });
        stopped.forget(new Known(principal.organisationId(), project));
    }

    private static KnownTask require(@Nullable KnownTask task, UUID id) {
        if (task == null) {
            throw RefusedException.notFound("task with a known answer", id);
        }
        return task;
    }
}
