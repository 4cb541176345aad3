package org.maslin.server.workforce;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.annotations.GoldTally;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Price;
import org.maslin.server.projects.Project;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.ReviewRule;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.Stop;

/** The work on projects: everybody's for who runs them, one's own for everybody. */
public final class Workforces {

    private final Transactions transactions;
    private final WorkforceStore store;
    private final Projects projects;
    private final KnownTasks knownTasks;
    private final KnownAnswers knownAnswers;
    private final InstantSource clock;

    Workforces(
            Transactions transactions,
            WorkforceStore store,
            Projects projects,
            KnownTasks knownTasks,
            KnownAnswers knownAnswers,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.knownTasks = knownTasks;
        this.knownAnswers = knownAnswers;
        this.clock = clock;
    }

    public Workforce of(Principal principal, UUID project) {
        return of(principal, project, null);
    }

    /** My own part alone; flags are for those who can hear the other side, so there are none. */
    public Workforce mine(Principal principal, UUID project) {
        return of(principal, project, principal.userId());
    }

    private Workforce of(Principal principal, UUID id, @Nullable UUID user) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Project project = projects.get(principal, id);
                    Price price = project.price();
                    GoldRule rule = projects.goldRule(principal, id);
                    List<WorkforceFlow.Books> books = books(principal, id, user);
                    List<Day> days =
                            WorkforceFlow.with(
                                    store.days(id, user),
                                    knownAnswers.days(principal, id, user),
                                    user != null);
                    long answers = books.stream().mapToLong(WorkforceFlow.Books::answers).sum();
                    long gold = books.stream().mapToLong(WorkforceFlow.Books::gold).sum();
                    long right = books.stream().mapToLong(WorkforceFlow.Books::right).sum();
                    double seconds =
                            books.stream().mapToDouble(WorkforceFlow.Books::secondsActive).sum();
                    boolean reviewed = isReviewed(project);
                    WorkforceFlow.Standing standing = store.standing(id, user, reviewed);
                    long accepted =
                            !reviewed
                                    ? answers
                                    : user == null ? standing.accepted() : looked(books);
                    Cost cost = WorkforceFlow.cost(price, answers + gold, seconds);
                    return new Workforce(
                            answers,
                            accepted,
                            seconds,
                            cost,
                            WorkforceFlow.perAccepted(cost, price, accepted, standing),
                            gold,
                            GoldTally.accuracy(right, gold),
                            books.stream()
                                    .map(one -> WorkforceFlow.worker(one, books, price, rule))
                                    .toList(),
                            days,
                            user == null
                                    ? WorkforceFlow.forecast(
                                            days, store.remaining(id), clock.instant())
                                    : null);
                });
    }

    /** Everybody's books, or one's own, in which answers to gold are not told from others. */
    private List<WorkforceFlow.Books> books(Principal principal, UUID id, @Nullable UUID user) {
        Set<UUID> stopped =
                knownTasks.stops(principal, id).stream()
                        .map(Stop::userId)
                        .collect(Collectors.toSet());
        List<WorkforceFlow.Books> all =
                WorkforceFlow.with(
                        store.books(id, user), knownAnswers.tallies(principal, id, user), stopped);
        return user == null ? all : all.stream().map(WorkforceFlow.Books::veiled).toList();
    }

    private static boolean isReviewed(Project project) {
        ReviewRule rule = project.review();
        return rule != null && rule.levels() > 0;
    }

    /** One's own answers that stood at the first look, or were mended at it. */
    private static long looked(List<WorkforceFlow.Books> books) {
        return books.stream().mapToLong(one -> one.accepted() + one.fixed()).sum();
    }
}
