package org.maslin.server.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.consensus.ConsensusChanged;
import org.maslin.server.jobs.JobFinished;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.tasks.BatchMoved;
import org.maslin.server.tasks.BatchState;
import org.maslin.server.tasks.TaskCompleted;
import org.maslin.server.threads.ThreadMoved;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a delivery for everybody who wants to hear of an event, in the transaction of the deed.
 * Who wants to hear is known for a second without asking, so that where nobody does, nothing is
 * done; another process's new webhook is heard of after that second.
 */
final class Outbox {

    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private record Known(List<WebhookStore.Subscription> subscriptions, Instant until) {}

    private final Transactions transactions;
    private final WebhookStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    Outbox(
            Transactions transactions,
            WebhookStore store,
            Ids ids,
            InstantSource clock,
            JsonMapper json) {
        this.transactions = transactions;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    void listen(Events events) {
        events.within(
                AnnotationSubmitted.class,
                organisation -> wants(organisation, WebhookEvent.ANNOTATION_SUBMITTED),
                e ->
                        put(
                                e.organisationId(),
                                WebhookEvent.ANNOTATION_SUBMITTED,
                                e.projectId(),
                                Map.of("taskId", e.taskId())));
        events.within(
                AnnotationWithdrawn.class,
                organisation -> wants(organisation, WebhookEvent.ANNOTATION_WITHDRAWN),
                e ->
                        put(
                                e.organisationId(),
                                WebhookEvent.ANNOTATION_WITHDRAWN,
                                e.projectId(),
                                Map.of("taskId", e.taskId())));
        events.within(
                TaskCompleted.class,
                organisation -> wants(organisation, WebhookEvent.TASK_COMPLETED),
                e ->
                        put(
                                e.organisationId(),
                                WebhookEvent.TASK_COMPLETED,
                                e.projectId(),
                                Map.of("taskId", e.taskId())));
        events.within(
                BatchMoved.class,
                organisation -> wants(organisation, WebhookEvent.BATCH_COMPLETED),
                e -> {
                    if (e.state() == BatchState.COMPLETED) {
                        put(
                                e.organisationId(),
                                WebhookEvent.BATCH_COMPLETED,
                                e.projectId(),
                                Map.of("batchId", e.batchId()));
                    }
                });
        events.within(
                ConsensusChanged.class,
                organisation -> wants(organisation, WebhookEvent.CONSENSUS_CHANGED),
                e ->
                        put(
                                e.organisationId(),
                                WebhookEvent.CONSENSUS_CHANGED,
                                e.projectId(),
                                Map.of("answers", e.answers())));
        events.within(
                ThreadMoved.class,
                organisation -> wants(organisation, WebhookEvent.THREAD_ASKED),
                e ->
                        put(
                                e.organisationId(),
                                switch (e.kind()) {
                                    case ASKED -> WebhookEvent.THREAD_ASKED;
                                    case ANSWERED -> WebhookEvent.THREAD_ANSWERED;
                                    case RESOLVED -> WebhookEvent.THREAD_RESOLVED;
                                },
                                e.projectId(),
                                facts(e)));
        events.within(
                JobFinished.class,
                organisation -> wants(organisation, WebhookEvent.JOB_FINISHED),
                e ->
                        put(
                                e.organisationId(),
                                WebhookEvent.JOB_FINISHED,
                                null,
                                Map.of("jobId", e.jobId(), "state", Json.word(e.state()))));
    }

    private static Map<String, Object> facts(ThreadMoved thread) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("threadId", thread.threadId());
        if (thread.taskId() != null) {
            facts.put("taskId", thread.taskId());
        }
        if (thread.section() != null) {
            facts.put("section", thread.section());
        }
        return facts;
    }

    private boolean wants(UUID organisation, WebhookEvent event) {
        return subscriptions(organisation).stream()
                .anyMatch(subscription -> subscription.events().contains(event.word()));
    }

    private void put(
            UUID organisation, WebhookEvent event, @Nullable UUID project, Map<String, ?> facts) {
        for (WebhookStore.Subscription subscription : subscriptions(organisation)) {
            boolean elsewhere =
                    subscription.projectId() != null && !subscription.projectId().equals(project);
            if (subscription.events().contains(event.word()) && !elsewhere) {
                put(organisation, subscription.id(), event, project, facts);
            }
        }
    }

    /** Writes a delivery for this webhook. */
    UUID put(
            UUID organisation,
            UUID webhook,
            WebhookEvent event,
            @Nullable UUID project,
            Map<String, ?> facts) {
        UUID id = ids.next();
        Instant at = clock.instant();
        var data = new LinkedHashMap<String, Object>();
        if (project != null) {
            data.put("projectId", project);
        }
        data.putAll(facts);
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("event", event.word());
        body.put("createdAt", at);
        body.put("data", data);
        String text = json.writeValueAsString(body);
        transactions.write(
                organisation,
                () -> store.addDelivery(organisation, id, webhook, event.word(), text, at));
        return id;
    }

    private List<WebhookStore.Subscription> subscriptions(UUID organisation) {
        Instant now = clock.instant();
        Known last = known.get(organisation);
        if (last != null && now.isBefore(last.until())) {
            return last.subscriptions();
        }
        var fresh =
                new Known(
                        transactions.read(organisation, store::subscriptions), now.plus(KNOWN_FOR));
        known.put(organisation, fresh);
        return fresh.subscriptions();
    }

    /** Asks again at the next event. */
    void forget(UUID organisation) {
        known.remove(organisation);
    }
}
