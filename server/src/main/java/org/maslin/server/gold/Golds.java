package org.maslin.server.gold;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.annotations.GoldTally;
import org.maslin.server.annotations.KnownAnswered;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.annotations.ScoredAnswer;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Projects;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.CreatedTasks;
import org.maslin.server.tasks.KnownTask;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.NewKnownTask;
import org.maslin.server.tasks.NewKnownTasks;
import org.maslin.server.tasks.Purpose;
import org.maslin.server.tasks.Stop;
import org.maslin.server.tasks.Task;
import org.maslin.server.tasks.Tasks;

/** Gold: its tasks with their scores, the accuracy of annotators, and the rule on it. */
public final class Golds {

    private final Transactions transactions;
    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final Assignments assignments;
    private final KnownTasks knownTasks;
    private final KnownAnswers knownAnswers;
    private final Consensuses consensuses;

    Golds(
            Transactions transactions,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Assignments assignments,
            KnownTasks knownTasks,
            KnownAnswers knownAnswers,
            Consensuses consensuses,
            Events events) {
        this.transactions = transactions;
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.assignments = assignments;
        this.knownTasks = knownTasks;
        this.knownAnswers = knownAnswers;
        this.consensuses = consensuses;
        events.within(KnownAnswered.class, organisation -> false, this::judge);
    }

    /** Stops who stays below the minimum, where the project says so. */
    private void judge(KnownAnswered event) {
        GoldRule rule = event.terms().gold();
        if (rule == null
                || rule.below() != GoldRule.Below.STOP
                || event.purpose() != Purpose.GOLD) {
            return;
        }
        var system = Principal.system(event.organisationId());
        UUID user = event.userId();
        Instant from = knownTasks.countedFrom(system, event.projectId(), user);
        GoldTally tally = knownAnswers.since(system, event.projectId(), user, from);
        if (tally != null && rule.isBelow(tally.correct(), tally.answers())) {
            knownTasks.stop(system, event.projectId(), user, GoldFlow.reason(rule, tally));
        }
    }

    public CreatedTasks create(Principal principal, UUID project, NewKnownTasks fresh) {
        if (fresh.purposeOrGold() == Purpose.TEST) {
            throw RefusedException.conflict(
                    "test-without-qualification",
                    "A test task is a part of a qualification.",
                    "Add it to the qualification's tasks.");
        }
        return knownTasks.create(principal, project, fresh.purposeOrGold(), null, fresh.tasks());
    }

    /** Makes gold of a task that is completed, by what is said or by its consensus. */
    public KnownTask ofTask(Principal principal, UUID id, TaskAsGold wanted) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Task task = tasks.get(principal, id);
                    Map<String, Object> expected =
                            wanted.expected() != null
                                    ? wanted.expected()
                                    : GoldFlow.expected(
                                            projects.terms(principal, task.projectId()).ontology(),
                                            consensuses.of(principal, List.of(id)).get(id),
                                            task.key());
                    String sample = samples.getUnrecorded(principal, task.sampleId()).key();
                    var gold =
                            new NewKnownTask(
                                    sample,
                                    task.key(),
                                    null,
                                    expected,
                                    wanted.explanation(),
                                    wanted.tolerance());
                    knownTasks.create(
                            principal, task.projectId(), Purpose.GOLD, null, List.of(gold));
                    return knownTasks.byKey(principal, task.projectId(), Purpose.GOLD, task.key());
                });
    }

    /** Tasks of one purpose by key, with how right the answers to them are. */
    public Page<ListedTask> list(
            Principal principal,
            UUID project,
            Purpose purpose,
            @Nullable UUID qualification,
            @Nullable String after,
            int limit) {
        Page<KnownTask> page =
                knownTasks.list(principal, project, purpose, qualification, after, limit);
        Map<UUID, long[]> counts =
                knownAnswers.byTask(principal, page.items().stream().map(KnownTask::id).toList());
        return page.map(task -> listed(task, counts));
    }

    public ListedTask get(Principal principal, UUID id) {
        KnownTask task = knownTasks.get(principal, id);
        return listed(task, knownAnswers.byTask(principal, List.of(id)));
    }

    private static ListedTask listed(KnownTask task, Map<UUID, long[]> counts) {
        long[] count = counts.getOrDefault(task.id(), new long[2]);
        return new ListedTask(task, count[1], GoldTally.accuracy(count[0], count[1]));
    }

    /** All answers to one task with a known answer, the oldest first. */
    public List<ScoredAnswer> answers(Principal principal, UUID id) {
        knownTasks.get(principal, id);
        return knownAnswers.ofTask(principal, id);
    }

    /** Leases my next training task; null when there is none left. */
    public @Nullable Assignment nextTraining(Principal principal, UUID project) {
        projects.terms(principal, project);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    KnownTask task = knownTasks.next(principal, project, Purpose.TRAINING, null, 1);
                    return task == null ? null : assignments.leaseKnown(principal, task, 1);
                });
    }

    public GoldReport report(Principal principal, UUID project) {
        return report(principal, project, null);
    }

    /** My own part, where the project shows it. */
    public GoldReport mine(Principal principal, UUID project) {
        if (!projects.goldRule(principal, project).showsOwn()) {
            throw RefusedException.forbidden("This project does not show how right answers are.");
        }
        return report(principal, project, principal.userId());
    }

    private GoldReport report(Principal principal, UUID project, @Nullable UUID user) {
        Set<UUID> stopped =
                knownTasks.stops(principal, project).stream()
                        .map(Stop::userId)
                        .collect(Collectors.toSet());
        return GoldFlow.report(
                knownAnswers.tallies(principal, project, user),
                knownAnswers.days(principal, project, user),
                stopped,
                projects.goldRule(principal, project));
    }
}
