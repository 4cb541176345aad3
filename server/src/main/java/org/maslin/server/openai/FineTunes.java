package org.maslin.server.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.jobs.Job;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.JobState;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.models.Model;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.training.FineTune;
import org.maslin.server.training.FineTuneJob;
import org.maslin.server.training.FineTuned;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.grader.Grader;
import tools.jackson.databind.JsonNode;

/** The dialect's fine-tuning jobs: each is one job of ours. */
final class FineTunes {

    private static final double USUAL_RATE = 1e-3;
    private static final int MOST_EPOCHS = 50;
    private static final int MOST_ROWS_A_STEP = 4096;
    private static final double MOST_FACTOR = 1000;

    private final Transactions transactions;
    private final OpenAiStore store;
    private final OpenAiFiles files;
    private final Models models;
    private final Jobs jobs;
    private final Blobs blobs;
    private final Ids ids;
    private final InstantSource clock;
    private final GraderEndpoint graders;

    FineTunes(
            Transactions transactions,
            OpenAiStore store,
            OpenAiFiles files,
            Models models,
            Jobs jobs,
            Blobs blobs,
            Ids ids,
            InstantSource clock,
            GraderEndpoint graders) {
        this.graders = graders;
        this.transactions = transactions;
        this.store = store;
        this.files = files;
        this.models = models;
        this.jobs = jobs;
        this.blobs = blobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A fine-tuning job as it is now.
     *
     * @param result what came of it, once it is done
     */
    record Seen(FineTuneRow row, Job job, @Nullable FineTuned result) {}

    /** Checks every row of the training file, then starts. */
    Seen start(Principal principal, Body body) {
        Model model = models.named(principal, body.text("model"));
        OpenAiFile file = files.get(principal, Ident.read(Ident.FILE, body.text("training_file")));
        FineTuneRow.Method method = method(body);
        Map<String, Object> settings = settings(body, method);
        @Nullable Grader grader = grader(body, method);
        Integer workers = body.count("workers");
        if (workers != null && workers > FineTune.MOST_WORKERS) {
            throw body.bad("workers", "at most " + FineTune.MOST_WORKERS);
        }
        String rows = rows(principal, file, new TrainingRows(method, grader));
        String suffix = body.textOrNull("suffix");
        return transactions.write(
                principal.organisationId(),
                () -> {
                    var work =
                            new FineTune(
                                    suffix == null ? model.name() + " fine-tuned" : suffix,
                                    model.id(),
                                    algorithm(method),
                                    rows,
                                    OpenAiFiles.NODE,
                                    file.id().toString(),
                                    settings,
                                    workers);
                    UUID job = jobs.start(principal, JobKind.Place.WORKER, FineTuneJob.NAME, work);
                    var row =
                            new FineTuneRow(
                                    ids.next(),
                                    job,
                                    body.text("model"),
                                    model.id(),
                                    file.id(),
                                    method,
                                    suffix,
                                    settings,
                                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    store.add(principal.organisationId(), row);
                    return new Seen(row, jobs.get(principal, job), null);
                });
    }

    private static FineTuneRow.Method method(Body body) {
        String type = body.json().path("method").path("type").asString("supervised");
        return switch (type) {
            case "supervised" -> FineTuneRow.Method.SUPERVISED;
            case "dpo" -> FineTuneRow.Method.DPO;
            case "reinforcement" -> FineTuneRow.Method.REINFORCEMENT;
            default ->
                    throw new BadInputException(
                            "method.type",
                            type,
                            "supervised, dpo or reinforcement",
                            "Choose one of these methods.");
        };
    }

    private static Algorithm algorithm(FineTuneRow.Method method) {
        return switch (method) {
            case SUPERVISED -> Algorithm.SFT;
            case DPO -> Algorithm.DPO;
            case REINFORCEMENT -> Algorithm.GRPO;
        };
    }

    private static JsonNode graderJson(Body body) {
        return body.json().path("method").path("reinforcement").path("grader");
    }

    /** What gives the rewards, read here so that a bad one is told before anything starts. */
    private @Nullable Grader grader(Body body, FineTuneRow.Method method) {
        return method == FineTuneRow.Method.REINFORCEMENT
                ? Grader.read("method.reinforcement.grader", graderJson(body), graders.models())
                : null;
    }

    /** The hyperparameters that are not left to us, in Hugging Face's words. */
    private static Map<String, Object> settings(Body body, FineTuneRow.Method method) {
        JsonNode given = body.json().path("method").path(Json.word(method)).path("hyperparameters");
        var asked =
                new Hyperparameters(given.isObject() ? given : body.json().path("hyperparameters"));
        var settings = new HashMap<String, Object>();
        asked.put(settings, "n_epochs", "num_train_epochs", MOST_EPOCHS, 1);
        boolean rewarded = method == FineTuneRow.Method.REINFORCEMENT;
        asked.put(
                settings,
                "batch_size",
                "per_device_train_batch_size",
                MOST_ROWS_A_STEP,
                rewarded ? FineTune.COMPLETIONS : 1);
        asked.put(settings, "learning_rate_multiplier", "learning_rate", MOST_FACTOR, USUAL_RATE);
        if (method == FineTuneRow.Method.DPO) {
            asked.put(settings, "beta", "beta", 2, 1);
        }
        if (rewarded) {
            settings.put("reward_funcs", List.of("grader:" + graderJson(body)));
        }
        Integer seed = body.count("seed");
        settings.put("seed", seed == null ? 0 : seed);
        return settings;
    }

    private String rows(Principal principal, OpenAiFile file, TrainingRows form) {
        try {
            Path rewritten = Files.createTempFile("fine-tune", ".jsonl");
            try (InputStream in = files.content(principal, file)) {
                form.rewrite(file.name(), in, rewritten);
                try (InputStream rows = Files.newInputStream(rewritten)) {
                    return blobs.put(principal.organisationId(), rows, Long.MAX_VALUE).address();
                }
            } finally {
                Files.deleteIfExists(rewritten);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Seen get(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    FineTuneRow row = store.fineTune(id);
                    if (row == null) {
                        throw RefusedException.notFound(
                                "fine-tuning job", Ident.of(Ident.FINE_TUNE, id));
                    }
                    return seen(principal, row);
                });
    }

    List<Seen> list(Principal principal, @Nullable UUID after, int atMost) {
        return transactions.read(
                principal.organisationId(),
                () ->
                        store.fineTunes(after, atMost).stream()
                                .map(row -> seen(principal, row))
                                .toList());
    }

    private Seen seen(Principal principal, FineTuneRow row) {
        Job job = jobs.get(principal, row.jobId());
        FineTuned result =
                job.state() == JobState.DONE
                        ? jobs.result(principal, job.id(), FineTuned.class)
                        : null;
        return new Seen(row, job, result);
    }

    Seen cancel(Principal principal, UUID id) {
        Seen seen = get(principal, id);
        jobs.cancel(principal, seen.job().id());
        return get(principal, id);
    }

    /** One object for each optimiser step of a job that is done. */
    List<Map<String, Object>> metrics(Principal principal, Seen seen) {
        return seen.result() == null
                ? List.of()
                : models.detail(principal, seen.result().modelId()).metrics();
    }
}
