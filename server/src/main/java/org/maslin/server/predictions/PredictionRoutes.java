package org.maslin.server.predictions;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of predictions. */
final class PredictionRoutes implements Routes {

    private final Predictions predictions;

    PredictionRoutes(Predictions predictions) {
        this.predictions = predictions;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/projects/{projectId}/predictions", Action.READ_ANNOTATIONS, this::list);
        table.post("/projects/{projectId}/predictions", Action.CREATE_TASKS, this::create);
        table.get(
                "/predictions/{predictionId}",
                Action.READ_ANNOTATIONS,
                r -> Reply.ok(predictions.get(r.principal(), r.id("predictionId"))));
        table.delete("/predictions/{predictionId}", Action.CREATE_TASKS, this::delete);
    }

    private Reply list(Request request) {
        return Reply.ok(
                predictions.list(
                        request.principal(),
                        request.id("projectId"),
                        request.idQuery("sample"),
                        request.query("model"),
                        request.afterId(),
                        request.limit()));
    }

    private Reply create(Request request) {
        return Reply.ok(
                predictions.create(
                        request.principal(),
                        request.id("projectId"),
                        request.body(NewPredictions.class)));
    }

    private Reply delete(Request request) {
        predictions.delete(request.principal(), request.id("predictionId"));
        return Reply.noContent();
    }
}
