package org.maslin.server.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Action;
import org.maslin.security.Principal;
import org.maslin.server.models.Model;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.training.BaseModels;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP of the dialect's models; the base model that ships is among them. */
final class ModelRoutes implements Routes {

    private static final int PAGE = 200;

    private final Models models;
    private final BaseModels bases;

    ModelRoutes(Models models, BaseModels bases) {
        this.models = models;
        this.bases = bases;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/models", Action.READ_MODELS, r -> Reply.ok(list(r.principal())));
        table.get(
                "/models/{model}",
                Action.READ_MODELS,
                r -> Reply.ok(json(models.named(r.principal(), r.text("model")))));
    }

    private ObjectNode list(Principal principal) {
        bases.register(principal);
        List<ObjectNode> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Model> page = models.list(principal, after, PAGE);
            page.items().forEach(model -> all.add(json(model)));
            after = page.next();
        } while (after != null);
        return ListJson.of(all, all.size());
    }

    private static ObjectNode json(Model model) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", model.id())
                .put("object", "model")
                .put("created", model.createdAt().getEpochSecond())
                .put("owned_by", "organization")
                .put("name", model.name())
                .put("parent", model.parentId());
    }
}
