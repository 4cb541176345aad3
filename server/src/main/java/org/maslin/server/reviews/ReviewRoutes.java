package org.maslin.server.reviews;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of reviews. */
final class ReviewRoutes implements Routes {

    private final Reviews reviews;

    ReviewRoutes(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/projects/{projectId}/reviews", Action.REVIEW, this::next);
        table.get(
                "/projects/{projectId}/reviews",
                Action.READ_QUALITY,
                r -> Reply.ok(reviews.counts(r.principal(), r.id("projectId"))));
        table.post(
                "/reviews/{reviewId}/heartbeat",
                Action.REVIEW,
                r -> Reply.ok(reviews.heartbeat(r.principal(), r.id("reviewId"))));
        table.post("/reviews/{reviewId}/verdict", Action.REVIEW, this::give);
        table.delete("/reviews/{reviewId}", Action.REVIEW, this::release);
        table.get(
                "/annotations/{annotationId}/reviews",
                Action.READ_ANNOTATIONS,
                r -> Reply.ok(reviews.ofAnnotation(r.principal(), r.id("annotationId"))));
        table.get(
                "/assignments/{assignmentId}/reviews",
                Action.ANNOTATE,
                r -> Reply.ok(reviews.ofMyAssignment(r.principal(), r.id("assignmentId"))));
    }

    private Reply next(Request request) {
        ReviewTask next = reviews.next(request.principal(), request.id("projectId"));
        return next == null ? Reply.noContent() : Reply.ok(next);
    }

    private Reply give(Request request) {
        return Reply.ok(
                reviews.give(
                        request.principal(),
                        request.id("reviewId"),
                        request.body(GiveVerdict.class)));
    }

    private Reply release(Request request) {
        reviews.release(request.principal(), request.id("reviewId"));
        return Reply.noContent();
    }
}
