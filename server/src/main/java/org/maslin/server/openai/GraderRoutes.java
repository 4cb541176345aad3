package org.maslin.server.openai;

import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.security.Action;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.train.grader.Grader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP by which a client looks at a grader before it starts a job with it. */
final class GraderRoutes implements Routes {

    private static final String GRADER = "grader";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GraderEndpoint graders;

    GraderRoutes(GraderEndpoint graders) {
        this.graders = graders;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/fine_tuning/alpha/graders/validate", Action.RUN_JOBS, this::validate);
        table.post("/fine_tuning/alpha/graders/run", Action.RUN_JOBS, this::run);
    }

    private Reply validate(Request request) {
        var body = new Body(request.tree());
        Grader.read(GRADER, body.json().path(GRADER), graders.models());
        return Reply.ok(Map.of(GRADER, body.json().path(GRADER)));
    }

    private Reply run(Request request) {
        var body = new Body(request.tree());
        JsonNode json = body.json().path(GRADER);
        Grader grader = Grader.read(GRADER, json, graders.models());
        JsonNode item = body.json().path("item");
        if (!item.isMissingNode() && !item.isObject()) {
            throw new BadInputException(
                    "item", item.toString(), "an object", "Send the row that was asked about.");
        }
        double score = grader.grade(item, body.text("model_sample"));
        return Reply.ok(answer(json, score));
    }

    /** A judge that gave no score gives nothing, and an error that says so. */
    static ObjectNode answer(JsonNode grader, double score) {
        boolean none = Double.isNaN(score);
        String name = grader.path("name").asString("");
        ObjectNode answer = JSON.objectNode().put("reward", none ? 0 : score);
        ObjectNode metadata =
                answer.putObject("metadata")
                        .put("name", name)
                        .put("type", grader.path("type").asString())
                        .putNull("token_usage")
                        .putNull("sampled_model_name")
                        .put("execution_time", 0.0);
        metadata.putObject("scores");
        metadata.putObject("errors")
                .put("formula_parse_error", false)
                .put("invalid_variable_error", false)
                .put("model_grader_parse_error", none)
                .put("model_grader_refusal_error", false)
                .put("model_grader_server_error", false)
                .putNull("model_grader_server_error_details")
                .put("other_error", false)
                .put("python_grader_runtime_error", false)
                .putNull("python_grader_runtime_error_details")
                .put("python_grader_server_error", false)
                .putNull("python_grader_server_error_type")
                .put("sample_parse_error", false)
                .put("truncated_observation_error", false)
                .put("unresponsive_reward_error", false);
        answer.putObject("sub_rewards").put(name.isEmpty() ? GRADER : name, none ? 0 : score);
        answer.putObject("model_grader_token_usage_per_model");
        return answer;
    }
}
