package org.maslin.server.reviews;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Interval;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.consensus.ConsensusChanged;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.ReviewRule;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.Content;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Tasks;
import org.maslin.server.tasks.Work;

/** Reviews: the next one to do, the verdict on it, what was said before. */
public final class Reviews {

    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final Duration BETWEEN_JUDGEMENTS = Duration.ofSeconds(10);

    /** When what waits in a project was judged last. */
    private final Map<UUID, Instant> judged = new ConcurrentHashMap<>();

    private final Transactions transactions;
    private final ReviewStore store;
    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final Assignments assignments;
    private final Annotations annotations;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Reviews(
            Transactions transactions,
            ReviewStore store,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Assignments assignments,
            Annotations annotations,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.assignments = assignments;
        this.annotations = annotations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        // Who stores an answer sees to it that this is one transaction where answers are reviewed.
        events.within(AnnotationSubmitted.class, organisation -> false, this::submitted);
        events.within(
                AnnotationWithdrawn.class,
                organisation -> false,
                e -> store.drop(e.taskId(), e.userId()));
        events.on(ConsensusChanged.class, this::acceptSure);
    }

    private void submitted(AnnotationSubmitted event) {
        ReviewRule rule = event.terms().review();
        if (rule == null || !event.terms().isReviewed()) {
            return;
        }
        Annotation annotation = event.annotation();
        if (annotation.revision() > 1) {
            store.drop(annotation.taskId(), annotation.annotator().id());
        }
        if (ReviewFlow.isDrawn(rule, annotation)) {
            add(event.organisationId(), event.projectId(), annotation, 1);
        }
    }

    private void add(UUID organisation, UUID project, Annotation annotation, int level) {
        store.add(organisation, ids.next(), project, annotation, level, clock.instant());
    }

    private void acceptSure(ConsensusChanged event) {
        var principal = Principal.system(event.organisationId());
        transactions.write(
                event.organisationId(),
                () -> {
                    ReviewRule rule = projects.terms(principal, event.projectId()).review();
                    if (rule != null && rule.acceptAbove() != null) {
                        int accepted =
                                store.acceptSure(
                                        event.projectId(), rule.acceptAbove(), clock.instant());
                        if (accepted > 0) {
                            audit.record(
                                    principal,
                                    "accept-by-rule",
                                    Node.of("project", event.projectId()),
                                    Map.of("answers", String.valueOf(accepted)));
                        }
                    }
                });
    }

    /**
     * Leases the next review for me, the highest level first and of that the riskiest; never of my
     * own answer, and never two levels of one answer.
     *
     * @return null when there is nothing to do
     */
    public @Nullable ReviewTask next(Principal principal, UUID project) {
        ReviewTask[] found = new ReviewTask[1];
        transactions.write(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    Instant now = clock.instant();
                    judge(project, now);
                    UUID id = store.lease(project, principal.userId(), now, now.plus(LEASE));
                    if (id != null) {
                        found[0] = view(principal, require(id));
                        audit.record(
                                principal,
                                "read-annotation",
                                Node.of("annotation", found[0].annotation().id()),
                                Map.of("review", id.toString()));
                    }
                });
        return found[0];
    }

    private void judge(UUID project, Instant now) {
        Instant last = judged.get(project);
        if (last == null || Duration.between(last, now).abs().compareTo(BETWEEN_JUDGEMENTS) >= 0) {
            store.judge(project);
            judged.put(project, now);
        }
    }

    /** Keeps my lease of a review. */
    public Review heartbeat(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    mine(principal, id);
                    store.extend(id, clock.instant().plus(LEASE));
                    return require(id);
                });
    }

    /** Gives a review back without a verdict. */
    public void release(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    mine(principal, id);
                    store.release(id);
                });
    }

    /** Gives the verdict on a review that I hold. */
    public Review give(Principal principal, UUID id, GiveVerdict verdict) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Review review = mine(principal, id);
                    store.done(id, verdict.verdict(), verdict.commentsOrNone(), clock.instant());
                    audit.record(
                            principal,
                            "review-annotation",
                            Node.of("annotation", review.annotationId()),
                            Map.of(
                                    "verdict", Json.word(verdict.verdict()),
                                    "level", String.valueOf(review.level())));
                    carryOut(principal, review, verdict);
                    return require(id);
                });
    }

    private void carryOut(Principal principal, Review review, GiveVerdict verdict) {
        switch (verdict.verdict()) {
            case ACCEPT -> goOn(principal, review, annotation(principal, review));
            case FIX ->
                    goOn(
                            principal,
                            review,
                            annotations.fix(
                                    principal,
                                    review.projectId(),
                                    review.annotationId(),
                                    Objects.requireNonNull(verdict.answers())));
            case REJECT -> annotations.reject(principal, review.annotationId());
        }
    }

    private void goOn(Principal principal, Review review, Annotation annotation) {
        ReviewRule rule = projects.terms(principal, review.projectId()).review();
        if (rule != null && review.level() < rule.levels()) {
            add(principal.organisationId(), review.projectId(), annotation, review.level() + 1);
        }
    }

    /** All reviews of an annotation, the oldest first. */
    public List<Review> ofAnnotation(Principal principal, UUID annotation) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    List<Review> reviews = store.ofAnnotation(annotation);
                    if (reviews.isEmpty() && annotations.get(principal, annotation) == null) {
                        throw RefusedException.notFound("annotation", annotation);
                    }
                    return reviews;
                });
    }

    /** What reviewers said about my answer to the task of this assignment. */
    public List<Review> ofMyAssignment(Principal principal, UUID assignment) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Work work = assignments.known(principal, assignment);
                    return store.ofTask(work.taskId(), principal.userId()).stream()
                            .map(review -> review.called(work.calledId(), work.calledKey()))
                            .toList();
                });
    }

    public ReviewCounts counts(Principal principal, UUID project) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    var counts = store.counts(project);
                    long looks = counts.firstLooks();
                    Interval ends = Interval.wilson(counts.firstAccepted(), looks);
                    return new ReviewCounts(
                            counts.pending(),
                            counts.accepted(),
                            counts.fixed(),
                            counts.rejected(),
                            looks == 0
                                    ? null
                                    : Figure.withInterval(
                                            (double) counts.firstAccepted() / looks,
                                            ends.low(),
                                            ends.high(),
                                            looks,
                                            "share accepted at the first look, Wilson"));
                });
    }

    private Review mine(Principal principal, UUID id) {
        Review review = store.lock(id);
        if (review == null) {
            throw RefusedException.notFound("review", id);
        }
        boolean held =
                review.state() == ReviewState.LEASED
                        && principal.userId().equals(review.reviewerId());
        if (!held) {
            throw ReviewFlow.lost();
        }
        return review;
    }

    private ReviewTask view(Principal principal, Review review) {
        Annotation annotation = annotation(principal, review);
        UUID sample = tasks.get(principal, review.taskId()).sampleId();
        Content content =
                Objects.requireNonNull(samples.getUnrecorded(principal, sample).content());
        int[] own = IntStream.range(0, content.choices()).toArray();
        return new ReviewTask(
                review,
                annotation,
                sample,
                content.shown(own),
                projects.terms(principal, review.projectId()).ontology().questions(),
                store.ofAnnotation(review.annotationId()).stream()
                        .filter(other -> !other.id().equals(review.id()))
                        .toList());
    }

    private Annotation annotation(Principal principal, Review review) {
        Annotation annotation = annotations.get(principal, review.annotationId());
        if (annotation == null) {
            throw ReviewFlow.lost();
        }
        return annotation;
    }

    private Review require(UUID id) {
        return Objects.requireNonNull(store.get(id));
    }
}
