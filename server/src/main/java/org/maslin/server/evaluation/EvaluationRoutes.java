package org.maslin.server.evaluation;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of evaluations. */
final class EvaluationRoutes implements Routes {

    private final Evaluations evaluations;

    EvaluationRoutes(Evaluations evaluations) {
        this.evaluations = evaluations;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/evaluations/{evaluationId}",
                Action.READ_EVALUATIONS,
                r -> Reply.ok(evaluations.get(r.principal(), r.id("evaluationId"))));
    }
}
