package org.maslin.server.scale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tasks to list; what is null or empty leaves none out. Times are inclusive. */
record TaskFilter(
        @Nullable String project,
        @Nullable String batch,
        ScaleTask.@Nullable Status status,
        @Nullable TaskType type,
        Span created,
        Span updated,
        Span completed,
        List<String> uniqueIds,
        List<String> tags,
        List<ScaleTask.ReviewStatus> reviews) {

    /** From when until when. */
    record Span(@Nullable Instant from, @Nullable Instant to) {}

    static TaskFilter of(ScaleQuery query) {
        String status = query.text("status");
        String type = query.text("type");
        return new TaskFilter(
                query.text("project"),
                query.text("batch"),
                status == null ? null : ScaleTask.Status.named("status", status),
                type == null ? null : TaskType.named("type", type),
                new Span(query.date("start_time"), query.date("end_time")),
                new Span(query.date("updated_after"), query.date("updated_before")),
                new Span(query.date("completed_after"), query.date("completed_before")),
                query.texts("unique_id"),
                query.texts("tags"),
                query.words("customer_review_status").stream()
                        .map(word -> ScaleTask.ReviewStatus.named("customer_review_status", word))
                        .toList());
    }
}
