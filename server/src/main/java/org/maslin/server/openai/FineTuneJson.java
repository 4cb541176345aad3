package org.maslin.server.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maslin.server.jobs.Job;
import org.maslin.server.jobs.JobState;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.training.FineTuned;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fine-tuning jobs, their events and checkpoints, as the dialect writes them. */
final class FineTuneJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = Json.mapper();

    private FineTuneJson() {}

    static ObjectNode of(UUID organisation, FineTunes.Seen seen) {
        FineTuneRow row = seen.row();
        Job job = seen.job();
        FineTuned result = seen.result();
        ObjectNode json =
                JSON.objectNode()
                        .put("id", Ident.of(Ident.FINE_TUNE, row.id()))
                        .put("object", "fine_tuning.job")
                        .put("created_at", row.createdAt().getEpochSecond())
                        .put("organization_id", organisation.toString())
                        .put("model", row.model())
                        .put("training_file", Ident.of(Ident.FILE, row.fileId()))
                        .putNull("validation_file")
                        .put("status", status(job.state()))
                        .put("fine_tuned_model", result == null ? null : result.modelId())
                        .put("user_provided_suffix", row.suffix())
                        .put("seed", ((Number) row.settings().getOrDefault("seed", 0)).longValue());
        if (job.finishedAt() == null) {
            json.putNull("finished_at");
        } else {
            json.put("finished_at", job.finishedAt().getEpochSecond());
        }
        if (result == null) {
            json.putNull("trained_tokens");
        } else {
            json.put("trained_tokens", result.tokens());
        }
        if (job.state() == JobState.FAILED) {
            json.putObject("error")
                    .put("code", "training_failed")
                    .put("message", job.error())
                    .putNull("param");
        } else {
            json.putNull("error");
        }
        json.putArray("result_files");
        json.putArray("integrations");
        ObjectNode method = json.putObject("method").put("type", Json.word(row.method()));
        ObjectNode settings = MAPPER.valueToTree(row.settings());
        JsonNode rewards = settings.remove("reward_funcs");
        ObjectNode of = method.putObject(Json.word(row.method()));
        of.set("hyperparameters", settings);
        if (rewards != null) {
            String grader = rewards.path(0).asString().substring("grader:".length());
            of.set("grader", MAPPER.readTree(grader));
        }
        json.set("hyperparameters", settings);
        return json;
    }

    private static String status(JobState state) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING -> "running";
            case DONE -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** What happened, the newest first. */
    static List<ObjectNode> events(FineTunes.Seen seen, List<Map<String, Object>> metrics) {
        var events = new ArrayList<ObjectNode>();
        FineTuneRow row = seen.row();
        Job job = seen.job();
        String id = row.id().toString().replace("-", "");
        long created = row.createdAt().getEpochSecond();
        events.add(event(id, 0, created, "Created fine-tuning job."));
        for (Map<String, Object> step : metrics) {
            Object loss = step.get("loss");
            ObjectNode event =
                    event(
                            id,
                            events.size(),
                            created,
                            "Step %s: training loss=%s".formatted(step.get("step"), loss));
            event.put("type", "metrics");
            event.set(
                    "data",
                    MAPPER.valueToTree(Map.of("step", step.get("step"), "train_loss", loss)));
            events.add(event);
        }
        if (job.state() == JobState.RUNNING && job.total() > 0) {
            events.add(
                    event(
                            id,
                            events.size(),
                            created,
                            "Step %d of %d".formatted(job.done(), job.total())));
        }
        if (job.finishedAt() != null) {
            events.add(
                    event(
                            id,
                            events.size(),
                            job.finishedAt().getEpochSecond(),
                            "The job has ended: " + status(job.state())));
        }
        return events.reversed();
    }

    private static ObjectNode event(String job, int n, long at, String message) {
        return JSON.objectNode()
                .put("id", "ftevent-%s-%d".formatted(job, n))
                .put("object", "fine_tuning.job.event")
                .put("created_at", at)
                .put("level", "info")
                .put("message", message)
                .put("type", "message");
    }

    /** The finished model, as the one checkpoint that is kept. */
    static List<ObjectNode> checkpoints(FineTunes.Seen seen) {
        FineTuned result = seen.result();
        if (result == null) {
            return List.of();
        }
        String id = seen.row().id().toString().replace("-", "");
        ObjectNode checkpoint =
                JSON.objectNode()
                        .put("id", "ftckpt_" + id)
                        .put("object", "fine_tuning.job.checkpoint")
                        .put("created_at", seen.row().createdAt().getEpochSecond())
                        .put("fine_tuned_model_checkpoint", result.modelId())
                        .put("fine_tuning_job_id", Ident.of(Ident.FINE_TUNE, seen.row().id()))
                        .put("step_number", result.steps());
        checkpoint
                .putObject("metrics")
                .put("step", result.steps())
                .put("train_loss", result.finalLoss());
        return List.of(checkpoint);
    }
}
