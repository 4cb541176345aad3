package org.maslin.server.qualifications;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.security.Principal;
import org.maslin.server.annotations.KnownAnswered;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.annotations.ScoredAnswer;
import org.maslin.server.identity.GrantQualification;
import org.maslin.server.identity.HeldQualification;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.CreatedTasks;
import org.maslin.server.tasks.KnownTask;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.NewKnownTask;
import org.maslin.server.tasks.Purpose;

/** Tests, the attempts at them, and what is earned by passing. */
public final class Qualifications {

    private static final int MOST_ATTEMPTS = 1000;

    private final Transactions transactions;
    private final QualificationStore store;
    private final Projects projects;
    private final Users users;
    private final KnownTasks knownTasks;
    private final KnownAnswers knownAnswers;
    private final Assignments assignments;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Qualifications(
            Transactions transactions,
            QualificationStore store,
            Projects projects,
            Users users,
            KnownTasks knownTasks,
            KnownAnswers knownAnswers,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.users = users;
        this.knownTasks = knownTasks;
        this.knownAnswers = knownAnswers;
        this.assignments = assignments;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        events.within(KnownAnswered.class, organisation -> false, this::answered);
    }

    public Qualification create(Principal principal, UUID project, NewQualification fresh) {
        UUID organisation = principal.organisationId();
        projects.terms(principal, project);
        return transactions.write(
                organisation,
                () -> {
                    UUID id = ids.next();
                    if (!store.add(organisation, id, project, fresh, clock.instant())) {
                        throw RefusedException.conflict(
                                "qualification-name-taken",
                                "The project has a qualification named " + fresh.name() + ".",
                                "Choose another name, or add the tasks to that one.");
                    }
                    audit.record(
                            principal,
                            "create-qualification",
                            Node.of("qualification", id),
                            Map.of("name", fresh.name()));
                    return require(id);
                });
    }

    public Qualification get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    public Qualification change(Principal principal, UUID id, QualificationChange change) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    store.change(id, change);
                    audit.record(
                            principal,
                            "change-qualification",
                            Node.of("qualification", id),
                            Map.of("change", change.toString()));
                    return require(id);
                });
    }

    public CreatedTasks addTasks(Principal principal, UUID id, List<NewKnownTask> tasks) {
        Qualification test = get(principal, id);
        return knownTasks.create(principal, test.projectId(), Purpose.TEST, id, tasks);
    }

    /** The tests of a project by name, with how I stand with each. */
    public List<Qualification> list(Principal principal, UUID project) {
        projects.terms(principal, project);
        return transactions.read(
                principal.organisationId(),
                () ->
                        store.list(project).stream()
                                .map(test -> test.with(standing(principal, test)))
                                .toList());
    }

    private Qualification.Standing standing(Principal principal, Qualification test) {
        List<Attempt> mine = store.attemptsOf(test.id(), principal.userId());
        HeldQualification held = held(principal, test);
        Double score =
                mine.stream()
                        .map(Attempt::score)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Figure::estimate)
                        .orElse(null);
        return new Qualification.Standing(
                mine.size(),
                !mine.isEmpty() && mine.getFirst().finishedAt() == null,
                held != null,
                score,
                held == null ? null : held.expiresAt());
    }

    private @Nullable HeldQualification held(Principal principal, Qualification test) {
        Instant now = clock.instant();
        return users.qualifications(principal, principal.userId()).stream()
                .filter(held -> held.name().equals(test.name()) && held.holds(now))
                .findFirst()
                .orElse(null);
    }

    /** Everybody's attempts at a test, the newest first; the last thousand. */
    public List<Attempt> attempts(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    require(id);
                    return store.attempts(id, MOST_ATTEMPTS);
                });
    }

    /**
     * Leases my next task of a test; the first one begins an attempt.
     *
     * @return null when the attempt has come to its end
     */
    public @Nullable Assignment next(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Qualification test = require(id);
                    List<Attempt> mine = store.attemptsOf(id, principal.userId());
                    boolean running = !mine.isEmpty() && mine.getFirst().finishedAt() == null;
                    int attempt = running ? mine.getFirst().attempt() : mine.size() + 1;
                    if (!running) {
                        QualificationFlow.requireOpen(
                                test, mine.size(), held(principal, test) != null);
                        store.begin(
                                principal.organisationId(),
                                test.projectId(),
                                id,
                                principal.userId(),
                                attempt,
                                clock.instant());
                        audit.record(
                                principal,
                                "begin-test",
                                Node.of("qualification", id),
                                Map.of("attempt", String.valueOf(attempt)));
                    }
                    KnownTask task =
                            knownTasks.next(principal, test.projectId(), Purpose.TEST, id, attempt);
                    if (task == null) {
                        finish(principal, principal.userId(), test, attempt);
                        return null;
                    }
                    return assignments.leaseKnown(principal, task, attempt);
                });
    }

    /** With the last answer, an attempt comes to its end. */
    private void answered(KnownAnswered event) {
        if (event.purpose() != Purpose.TEST) {
            return;
        }
        var system = Principal.system(event.organisationId());
        UUID id = knownTasks.get(system, event.taskId()).qualificationId();
        if (id == null) {
            return;
        }
        Qualification test = require(id);
        store.attemptsOf(id, event.userId()).stream()
                .filter(attempt -> attempt.finishedAt() == null)
                .findFirst()
                .ifPresent(
                        attempt -> {
                            int answers = answers(system, test, event.userId(), attempt).size();
                            if (answers >= test.tasks()) {
                                finish(system, event.userId(), test, attempt.attempt());
                            }
                        });
    }

    private List<ScoredAnswer> answers(
            Principal principal, Qualification test, UUID user, Attempt attempt) {
        return knownAnswers.ofAttempt(principal, test.id(), user, attempt.attempt());
    }

    private void finish(Principal principal, UUID user, Qualification test, int attempt) {
        List<ScoredAnswer> answers = knownAnswers.ofAttempt(principal, test.id(), user, attempt);
        int correct = (int) answers.stream().filter(ScoredAnswer::correct).count();
        int tasks = Math.max(test.tasks(), answers.size());
        boolean passed = QualificationFlow.passes(test, correct, tasks);
        Instant now = clock.instant();
        if (!store.finish(test.id(), user, attempt, correct, tasks, passed, now)) {
            return;
        }
        audit.record(
                principal,
                "finish-test",
                Node.of("qualification", test.id()),
                Map.of("user", user.toString(), "passed", String.valueOf(passed)));
        if (passed) {
            users.qualify(
                    principal,
                    user,
                    new GrantQualification(
                            test.name(),
                            (double) correct / tasks,
                            test.validDays() == null
                                    ? null
                                    : now.plus(Duration.ofDays(test.validDays()))));
        }
    }

    private Qualification require(UUID id) {
        Qualification test = store.get(id);
        if (test == null) {
            throw RefusedException.notFound("qualification", id);
        }
        return test;
    }
}
