package org.maslin.server.consensus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.quality.KnownRates;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.annotations.GoldTally;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Sample;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Adaptation;
import org.maslin.server.tasks.Task;
import org.maslin.server.tasks.TaskQuery;
import org.maslin.server.tasks.TaskState;
import org.maslin.server.tasks.Tasks;

/** Consensus of projects: brought up to date, and shown beside tasks and in numbers. */
public final class Consensuses {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final Duration LIFE_OF_LEARNT = Duration.ofHours(6);
    private static final int MOST_LEARNT = 256;

    private final Lately<UUID, Learnt> learnt = new Lately<>(LIFE_OF_LEARNT, MOST_LEARNT);
    private final Transactions transactions;
    private final ConsensusStore store;
    private final ConsensusFlow flow;
    private final QuestionConsensuses questions;
    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final Adaptation adaptation;
    private final Annotations annotations;
    private final KnownAnswers knownAnswers;
    private final Audit audit;
    private final Events events;
    private final InstantSource clock;

    Consensuses(
            Transactions transactions,
            ConsensusStore store,
            ConsensusFlow flow,
            QuestionConsensuses questions,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Adaptation adaptation,
            Annotations annotations,
            KnownAnswers knownAnswers,
            Audit audit,
            Events events,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.flow = flow;
        this.questions = questions;
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.adaptation = adaptation;
        this.annotations = annotations;
        this.knownAnswers = knownAnswers;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Brings a project's consensus up to date with every answer that is committed now: learns
     * annotators and labels from all answers. Whoever builds on the consensus calls this first.
     */
    public void settle(Principal principal, UUID project) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.oneAtATime(project);
                    boolean changed = annotations.takeChanged(principal, project);
                    boolean unlearnt = store.takeUnlearnt(project);
                    if (changed || unlearnt) {
                        learn(principal, project);
                    }
                });
    }

    /**
     * Keeps a project's consensus near its answers at a cost that goes with what is new: tasks with
     * new answers are judged by what is known of their annotators; all is learnt again where that
     * has grown old, or is soon done.
     *
     * @return whether something is left to be learnt later
     */
    boolean keepUp(Principal principal, UUID project) {
        Learnt known = learnt.get(project, () -> null);
        if (known == null || known.isOld()) {
            settle(principal, project);
            return false;
        }
        boolean[] judged = {true};
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.oneAtATime(project);
                    List<UUID> tasks = annotations.takeChanged(principal, project, ROWS_AT_ONCE);
                    if (!tasks.isEmpty()) {
                        store.addUnlearnt(principal.organisationId(), project, tasks.size());
                        judged[0] = judge(principal, project, known, tasks);
                    }
                });
        if (!judged[0]) {
            settle(principal, project);
        }
        return judged[0] && known.hasUnlearnt();
    }

    private boolean judge(Principal principal, UUID project, Learnt known, List<UUID> changed) {
        List<UUID> tasks = changed.stream().distinct().toList();
        List<ConsensusFlow.Row> rows =
                ConsensusFlow.judge(
                        known.rates(), known.method(), annotations.answersTo(principal, tasks));
        if (rows == null) {
            return false;
        }
        if (!questions.judge(principal, project, tasks)) {
            return false;
        }
        store.put(principal.organisationId(), project, rows, clock.instant());
        store.dropUnanswered(tasks);
        adapt(principal, project, tasks);
        long answers = known.addUnlearnt(changed.size());
        events.tell(new ConsensusChanged(principal.organisationId(), project, answers));
        return true;
    }

    private void learn(Principal principal, UUID project) {
        long start = System.nanoTime();
        UUID organisation = principal.organisationId();
        ConsensusFlow.Outcome outcome =
                flow.outcome(told -> annotations.eachAnswer(principal, project, told));
        for (int from = 0; from < outcome.tasks(); from += ROWS_AT_ONCE) {
            int to = Math.min(outcome.tasks(), from + ROWS_AT_ONCE);
            store.put(organisation, project, outcome.rows(from, to), clock.instant());
        }
        store.dropUnanswered(project);
        questions.learn(principal, project);
        store.putSnapshot(organisation, project, outcome, clock.instant());
        store.thinOut(project);
        adapt(principal, project, null);
        events.tell(new ConsensusChanged(organisation, project, outcome.answers()));
        KnownRates rates = flow.learnt(outcome);
        if (rates == null) {
            learnt.forget(project);
        } else {
            learnt.put(project, Learnt.now(rates, outcome.method(), outcome.answers(), start));
        }
    }

    /** Completes tasks that are sure enough before all their answers are there, or asks again. */
    private void adapt(Principal principal, UUID project, @Nullable List<UUID> some) {
        List<Adaptation.Waiting> waiting = adaptation.waiting(principal, project, some);
        if (waiting.isEmpty()) {
            return;
        }
        var probabilities = new HashMap<UUID, Double>();
        store.of(waiting.stream().map(Adaptation.Waiting::taskId).toList())
                .forEach((task, judged) -> probabilities.put(task, judged.probability()));
        adaptation.adapt(principal, project, waiting, probabilities);
    }

    /** Projects with answers that the consensus does not know yet, or has not learnt from. */
    List<UUID> unsettled(Principal principal) {
        return transactions.read(
                principal.organisationId(),
                () ->
                        Stream.concat(
                                        annotations.changedProjects(principal).stream(),
                                        store.unlearntProjects().stream())
                                .distinct()
                                .toList());
    }

    public Quality quality(Principal principal, UUID project) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    var counts = store.tasksAndDecided(project);
                    var last = store.snapshot(project);
                    List<GoldTally> gold = knownAnswers.tallies(principal, project, null);
                    return last == null
                            ? new Quality(
                                    0,
                                    counts.getKey(),
                                    0,
                                    false,
                                    "auto",
                                    null,
                                    accuracy(gold),
                                    List.of(),
                                    List.of())
                            : new Quality(
                                    last.answers(),
                                    counts.getKey(),
                                    counts.getValue(),
                                    last.simulated(),
                                    last.method(),
                                    last.agreement(),
                                    accuracy(gold),
                                    named(last.skills(), gold),
                                    store.series(project));
                });
    }

    private static @Nullable Figure accuracy(List<GoldTally> tallies) {
        return GoldTally.accuracy(
                tallies.stream().mapToLong(GoldTally::correct).sum(),
                tallies.stream().mapToLong(GoldTally::answers).sum());
    }

    private List<Quality.AnnotatorQuality> named(
            List<ConsensusFlow.Skill> skills, List<GoldTally> tallies) {
        var gold = new HashMap<UUID, @Nullable Figure>();
        tallies.forEach(tally -> gold.put(tally.annotator().id(), tally.accuracy()));
        Map<UUID, Annotator> known =
                store.annotators(skills.stream().map(ConsensusFlow.Skill::userId).toList());
        return skills.stream()
                .map(
                        skill ->
                                new Quality.AnnotatorQuality(
                                        known.getOrDefault(skill.userId(), gone(skill.userId())),
                                        skill.skill(),
                                        skill.answers(),
                                        skill.time(),
                                        gold.get(skill.userId())))
                .toList();
    }

    private static Annotator gone(UUID user) {
        return new Annotator(user, "removed", AnnotatorKind.PERSON);
    }

    /** Tasks with their consensus, if they have one yet. */
    public Page<JudgedTask> tasks(
            Principal principal,
            UUID project,
            TaskQuery query,
            @Nullable String after,
            int skip,
            int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Page<Task> page = tasks.list(principal, project, query, after, skip, limit);
                    var judged = store.of(page.items().stream().map(Task::id).toList());
                    return page.map(task -> new JudgedTask(task, judged.get(task.id())));
                });
    }

    /** Decided tasks with their consensus, the least certain first. */
    public Page<JudgedTask> leastCertain(
            Principal principal,
            UUID project,
            @Nullable TaskState state,
            @Nullable String after,
            int limit) {
        projects.terms(principal, project);
        return transactions.read(
                principal.organisationId(),
                () -> leastCertain(principal, project, state, cursor(after), limit));
    }

    private Page<JudgedTask> leastCertain(
            Principal principal,
            UUID project,
            @Nullable TaskState state,
            ConsensusStore.@Nullable Ranked after,
            int limit) {
        List<ConsensusStore.Ranked> ranked = store.leastCertain(project, state, after, limit + 1);
        List<UUID> ids = ranked.stream().map(ConsensusStore.Ranked::taskId).toList();
        Map<UUID, Task> found = tasks.byIds(principal, ids);
        Map<UUID, TaskConsensus> judged = store.of(ids);
        var page = Page.of(ranked, limit, last -> last.probability() + ":" + last.taskId());
        var items = new ArrayList<JudgedTask>();
        for (ConsensusStore.Ranked one : page.items()) {
            Task task = found.get(one.taskId());
            if (task != null) {
                items.add(new JudgedTask(task, judged.get(one.taskId())));
            }
        }
        return new Page<>(items, page.next());
    }

    /** One task with its sample, answers and consensus; the look is put on record. */
    public TaskDetail task(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Task task = tasks.get(principal, id);
                    Sample sample = samples.getUnrecorded(principal, task.sampleId());
                    audit.record(
                            principal,
                            "read-sample",
                            Node.of("sample", sample.id()),
                            Map.of("task", id.toString()));
                    Map<UUID, TaskConsensus> leading = store.of(List.of(id));
                    return new TaskDetail(
                            new JudgedTask(task, leading.get(id)),
                            questions.of(
                                    projects.terms(principal, task.projectId()).ontology(),
                                    id,
                                    leading),
                            sample,
                            annotations.ofTask(principal, id));
                });
    }

    /** The consensus of these tasks, by task id; undecided ones are missing. */
    public Map<UUID, TaskConsensus> of(Principal principal, List<UUID> taskIds) {
        return transactions.read(
                principal.organisationId(), () -> new HashMap<>(store.of(taskIds)));
    }

    private static ConsensusStore.@Nullable Ranked cursor(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int colon = after.indexOf(':');
        try {
            return new ConsensusStore.Ranked(
                    UUID.fromString(after.substring(colon + 1)),
                    Double.parseDouble(after.substring(0, colon)));
        } catch (RuntimeException e) {
            throw new BadInputException(
                    "query parameter after",
                    after,
                    "the next of the page before",
                    "Start without it.");
        }
    }
}
