package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.client.ApiClient;
import org.maslin.server.client.ApiProblemException;
import org.maslin.server.evaluation.EvaluationFlow;
import org.maslin.server.evaluation.Evaluations;
import org.maslin.server.evaluation.Measured;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.RefusedException;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a gate's figures come from: a file, a running server, or a data folder. */
final class EvaluationSource {

    private static final JsonMapper JSON = Json.mapper();
    private static final String JUDGEMENTS = ".jsonl";

    @Option(names = "--server", paramLabel = "URL", description = "The server that has it.")
    private @Nullable String server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:MASLIN_KEY}",
            description = "An API key of that server (default: $MASLIN_KEY).")
    private @Nullable String key;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder that has it, without --server.")
    private @Nullable Path data;

    @Option(names = "--db", paramLabel = "JDBC_URL", description = "The data folder's PostgreSQL.")
    private @Nullable String db;

    /**
     * What was measured in an evaluation.
     *
     * @param name its id, a JSON file, or one of judgements, whose name ends in .jsonl
     * @param beside where a file's name begins
     */
    Measured measured(String name, Path beside) throws IOException {
        UUID id = id(name);
        if (id == null) {
            Path file = beside.resolve(name);
            return name.endsWith(JUDGEMENTS)
                    ? EvaluationFlow.measured(JudgementsFile.read(file).mostTrusted(), new Seed(0))
                    : fromFile(file);
        }
        return server == null ? fromData(id) : fromServer(server, id);
    }

    private static @Nullable UUID id(String name) {
        try {
            return UUID.fromString(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Measured fromServer(String url, UUID id) {
        if (key == null || key.isBlank()) {
            throw new CommandFailedException(
                    "The server needs an API key.",
                    "Make one with maslin admin key --role viewer, and pass it with --key.");
        }
        try {
            JsonNode evaluation = ApiClient.of(url, key, JSON).get("/evaluations/" + id);
            return read(url, evaluation);
        } catch (ApiProblemException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()), refused.hint());
        }
    }

    private Measured fromData(UUID id) throws IOException {
        try (var features = LocalFeatures.open(data, db)) {
            return features.get(Evaluations.class).get(features.principal(), id).measured();
        } catch (RefusedException unknown) {
            throw new CommandFailedException(
                    "There is no evaluation %s in this data folder.".formatted(id),
                    "Check --data, or name the --server that has it.");
        }
    }

    private static Measured fromFile(Path file) throws IOException {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            return read(file.toString(), root);
        } catch (JacksonException e) {
            throw new BadInputException(
                    file.toString(),
                    "text that is not JSON",
                    "an evaluation, or its figures by name",
                    "Save the answer of GET /api/v1/evaluations/{id} there.");
        }
    }

    private static Measured read(String place, JsonNode root) {
        var figures = new TreeMap<String, Figure>();
        (root.has("figures") ? root.path("figures") : root)
                .properties()
                .forEach(
                        entry ->
                                figures.put(
                                        entry.getKey(),
                                        figure(place, entry.getKey(), entry.getValue())));
        var outcomes = new ArrayList<Double>();
        if (root.has("figures")) {
            root.path("outcomes").forEach(outcome -> outcomes.add(outcome.asDouble()));
        }
        return new Measured(figures, outcomes);
    }

    private static Figure figure(String place, String name, JsonNode figure) {
        try {
            return JSON.treeToValue(figure, Figure.class);
        } catch (JacksonException e) {
            throw new BadInputException(
                    "%s, %s".formatted(place, name),
                    figure.toString(),
                    "{\"estimate\", \"low\", \"high\", \"n\", \"method\"}",
                    "Write low and high together, or neither.");
        }
    }
}
