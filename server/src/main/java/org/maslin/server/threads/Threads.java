package org.maslin.server.threads;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Guidelines;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Task;
import org.maslin.server.tasks.Tasks;
import org.maslin.server.tasks.Work;

/** Threads: ask, answer, resolve. */
public final class Threads {

    private final Transactions transactions;
    private final ThreadStore store;
    private final Projects projects;
    private final Guidelines guidelines;
    private final Tasks tasks;
    private final Assignments assignments;
    private final Audit audit;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    Threads(
            Transactions transactions,
            ThreadStore store,
            Projects projects,
            Guidelines guidelines,
            Tasks tasks,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.guidelines = guidelines;
        this.tasks = tasks;
        this.assignments = assignments;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks a question. About a task, annotators ask who hold it or have answered it. */
    public ThreadDetail ask(Principal principal, UUID project, NewThread question) {
        UUID organisation = principal.organisationId();
        return transactions.write(
                organisation,
                () -> {
                    int version = projects.terms(principal, project).guidelineVersion();
                    About task = about(principal, project, question.taskId());
                    requireSection(principal, project, question.section());
                    Instant now = clock.instant();
                    var thread =
                            new QuestionThread(
                                    ids.next(),
                                    project,
                                    task == null ? null : task.id(),
                                    task == null ? null : task.key(),
                                    question.section(),
                                    version,
                                    question.text(),
                                    ThreadState.OPEN,
                                    false,
                                    0,
                                    0,
                                    principal.userId(),
                                    "",
                                    now,
                                    now);
                    store.add(organisation, project, thread);
                    store.say(
                            organisation, thread, principal.userId(), question.text(), false, now);
                    tell(principal, thread, ThreadMoved.Kind.ASKED);
                    return detail(principal, require(principal, thread.id()));
                });
    }

    /** The task that a question is about, under its own name. */
    private record About(UUID id, String key) {}

    private @Nullable About about(Principal principal, UUID project, @Nullable UUID id) {
        if (id == null) {
            return null;
        }
        Work mine = assignments.ofMine(principal, id);
        if (mine != null && mine.projectId().equals(project)) {
            return new About(mine.taskId(), mine.taskKey());
        }
        if (ThreadFlow.checks(principal)) {
            Task task = tasks.get(principal, id);
            if (task.projectId().equals(project)) {
                return new About(task.id(), task.key());
            }
        }
        throw RefusedException.notFound("task", id);
    }

    /**
     * A thread as somebody may see it: annotators know its task by another name where some are
     * gold.
     */
    private QuestionThread seen(Principal principal, QuestionThread thread) {
        UUID task = thread.taskId();
        return task == null
                        || ThreadFlow.checks(principal)
                        || !projects.terms(principal, thread.projectId()).isVeiled()
                ? thread
                : assignments.called(principal, task, thread::about);
    }

    private void requireSection(Principal principal, UUID project, @Nullable String section) {
        if (section != null && !guidelines.hasSection(principal, project, section)) {
            throw new BadInputException(
                    "section",
                    "\"" + section + "\"",
                    "the id of a section of the current guideline",
                    "Take it from the guideline's sections.");
        }
    }

    /** Says something in a thread; its asker opens it again by that. */
    public ThreadDetail say(Principal principal, UUID id, NewMessage message) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    QuestionThread thread = require(principal, id);
                    ThreadFlow.requireVoice(principal, thread);
                    boolean answers =
                            ThreadFlow.checks(principal)
                                    && !thread.askedBy().equals(principal.userId());
                    store.say(
                            principal.organisationId(),
                            thread,
                            principal.userId(),
                            message.text(),
                            answers,
                            clock.instant());
                    tell(
                            principal,
                            thread,
                            answers ? ThreadMoved.Kind.ANSWERED : ThreadMoved.Kind.ASKED);
                    return detail(principal, require(principal, id));
                });
    }

    /** Resolves a thread, or opens it again. */
    public QuestionThread change(Principal principal, UUID id, ThreadChange change) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    QuestionThread thread = require(principal, id);
                    ThreadFlow.requireVoice(principal, thread);
                    if (thread.state() != change.state()) {
                        store.move(id, change.state(), principal.userId(), clock.instant());
                        tell(
                                principal,
                                thread,
                                change.state() == ThreadState.RESOLVED
                                        ? ThreadMoved.Kind.RESOLVED
                                        : ThreadMoved.Kind.ASKED);
                    }
                    return seen(principal, require(principal, id));
                });
    }

    private void tell(Principal principal, QuestionThread thread, ThreadMoved.Kind kind) {
        audit.record(
                principal,
                switch (kind) {
                    case ASKED -> "ask-question";
                    case ANSWERED -> "answer-question";
                    case RESOLVED -> "resolve-question";
                },
                Node.of("thread", thread.id()),
                Map.of());
        events.tell(
                new ThreadMoved(
                        principal.organisationId(),
                        thread.projectId(),
                        thread.id(),
                        thread.taskId(),
                        thread.section(),
                        kind));
    }

    /** A thread with what was said. */
    public ThreadDetail get(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(), () -> detail(principal, require(principal, id)));
    }

    /** Notes that I have read all that was said in a thread. */
    public QuestionThread read(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    store.read(
                            principal.organisationId(), require(principal, id), principal.userId());
                    return seen(principal, require(principal, id));
                });
    }

    /** Threads of a project that I may see, newest first. */
    Page<QuestionThread> list(
            Principal principal,
            UUID project,
            @Nullable ThreadState state,
            @Nullable UUID task,
            @Nullable String section,
            boolean mine,
            @Nullable UUID before,
            int limit) {
        var wanted =
                new ThreadStore.Wanted(
                        state,
                        task == null ? null : own(principal, task),
                        section,
                        mine,
                        ThreadFlow.checks(principal));
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return Page.of(
                                    store.list(
                                            project, wanted, principal.userId(), before, limit + 1),
                                    limit,
                                    thread -> thread.id().toString())
                            .map(thread -> seen(principal, thread));
                });
    }

    /** A task's own id, whichever of its names somebody knows. */
    private UUID own(Principal principal, UUID task) {
        Work mine = assignments.ofMine(principal, task);
        return mine == null ? task : mine.taskId();
    }

    /** How many threads there are for me: all of them for who checks work, else my own. */
    public ThreadCounts counts(Principal principal, UUID project) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return store.counts(project, principal.userId(), ThreadFlow.checks(principal));
                });
    }

    private ThreadDetail detail(Principal principal, QuestionThread thread) {
        return new ThreadDetail(seen(principal, thread), store.messages(thread.id()));
    }

    private QuestionThread require(Principal principal, UUID id) {
        QuestionThread thread = store.get(id, principal.userId());
        if (thread == null || !ThreadFlow.maySee(principal, thread)) {
            throw RefusedException.notFound("thread", id);
        }
        return thread;
    }
}
