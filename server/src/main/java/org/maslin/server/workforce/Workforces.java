package org.maslin.server.workforce;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.projects.Price;
import org.maslin.server.projects.Project;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.ReviewRule;

/** The work on projects: everybody's for who runs them, one's own for everybody. */
public final class Workforces {

    private final Transactions transactions;
    private final WorkforceStore store;
    private final Projects projects;
    private final InstantSource clock;

    Workforces(
            Transactions transactions,
            WorkforceStore store,
            Projects projects,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
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
                    List<WorkforceFlow.Books> books = store.books(id, user);
                    List<Day> days = store.days(id, user);
                    long answers = books.stream().mapToLong(WorkforceFlow.Books::answers).sum();
                    double seconds =
                            books.stream().mapToDouble(WorkforceFlow.Books::secondsActive).sum();
                    long accepted = accepted(project, books, answers, user);
                    Cost cost = WorkforceFlow.cost(price, answers, seconds);
                    return new Workforce(
                            answers,
                            accepted,
                            seconds,
                            cost,
                            WorkforceFlow.perAccepted(cost, accepted),
                            books.stream()
                                    .map(one -> WorkforceFlow.worker(one, books, price))
                                    .toList(),
                            days,
                            user == null
                                    ? WorkforceFlow.forecast(
                                            days, store.remaining(id), clock.instant())
                                    : null);
                });
    }

    private long accepted(
            Project project, List<WorkforceFlow.Books> books, long answers, @Nullable UUID user) {
        ReviewRule rule = project.review();
        if (rule == null || rule.levels() == 0) {
            return answers;
        }
        return user == null
                ? store.accepted(project.id())
                : books.stream().mapToLong(one -> one.accepted() + one.fixed()).sum();
    }
}
