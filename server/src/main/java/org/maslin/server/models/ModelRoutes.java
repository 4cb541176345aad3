package org.maslin.server.models;

import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** The HTTP of models. */
final class ModelRoutes implements Routes {

    private final Models models;

    ModelRoutes(Models models) {
        this.models = models;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/models",
                Action.READ_MODELS,
                r -> Reply.ok(models.list(r.principal(), r.after(), r.limit())));
        table.get(
                "/models/{modelId}",
                Action.READ_MODELS,
                r -> Reply.ok(models.detail(r.principal(), r.text("modelId"))));
    }
}
