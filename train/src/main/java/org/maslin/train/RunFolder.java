package org.maslin.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;
import org.maslin.train.checkpoint.AtomicFiles;
import org.maslin.train.checkpoint.Safetensors;
import org.maslin.train.checkpoint.SafetensorsWriter;
import org.maslin.train.checkpoint.Shards;
import org.maslin.train.checkpoint.StorageType;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The output folder of a run. It remembers in {@code training.json} what the run is made from; a
 * folder of another run is refused. A run that was stopped goes on from {@code
 * checkpoint.safetensors}, which is replaced whole or not at all, and ends in the same bytes as one
 * that was not. {@code metrics.jsonl} holds an object for each optimiser step.
 */
final class RunFolder implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RUN = "training.json";
    private static final String METRICS = "metrics.jsonl";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    /** Raised when the same inputs begin to give other bytes. */
    private static final String ARITHMETIC = "6";

    private static final int MOST_ROLL_BACKS = 3;

    private final Path folder;
    private final int saveSteps;
    private final Team team;
    private final ObjectNode record;
    private final @Nullable FileChannel metrics;
    private long steps;
    private long tokens;
    private double loss = Double.NaN;
    private int rollBacks;
    private final Map<String, String> remembered = new TreeMap<>();

    /**
     * @param metrics null for workers that do not lead, who write nothing
     */
    private RunFolder(
            Path folder,
            int saveSteps,
            Team team,
            ObjectNode record,
            @Nullable FileChannel metrics) {
        this.folder = folder;
        this.saveSteps = saveSteps;
        this.team = team;
        this.record = record;
        this.metrics = metrics;
    }

    /**
     * @param model the folder of the model to start from, or null if the run starts from nothing
     * @throws BadInputException if the folder belongs to another run, or another process is at it
     */
    static RunFolder open(
            Path folder, TrainingConfig config, Team team, @Nullable Path model, Path data)
            throws IOException {
        ObjectNode record = record(config, team, model, data);
        team.requireSame(JSON.writeValueAsString(record));
        if (!team.leads()) {
            return new RunFolder(folder, config.saveSteps(), team, record, null);
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(RUN);
        boolean known = Files.exists(file) && hasMadeSomething(folder);
        if (known) {
            requireSame(file, JSON.readTree(Files.readString(file)), record);
            record = (ObjectNode) JSON.readTree(Files.readString(file));
        } else {
            requireNoModel(folder);
        }
        var metrics =
                FileChannel.open(
                        folder.resolve(METRICS),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        lock(folder, metrics);
        var run = new RunFolder(folder, config.saveSteps(), team, record, metrics);
        if (!known) {
            run.writeRecord();
        }
        return run;
    }

    /** A run that was stopped before it made anything, by a bad row of its data, gives way. */
    private static boolean hasMadeSomething(Path folder) {
        return Files.exists(folder.resolve(CHECKPOINT))
                || Files.exists(folder.resolve(PairStates.FILE))
                || modelIn(folder) != null;
    }

    private static @Nullable Path modelIn(Path folder) {
        for (String name : new String[] {Shards.FILE, Adapter.FILE}) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return null;
    }

    private static ObjectNode record(
            TrainingConfig config, Team team, @Nullable Path model, Path data) throws IOException {
        ObjectNode record = JSON.createObjectNode();
        record.put("algorithm", config.algorithm().lowerName());
        record.put("parameters", config.toString());
        record.put("data_sha256", Sha256.hex(data));
        if (team.size() > 1) {
            record.put("workers", team.size());
        }
        if (model != null) {
            record.put("model_sha256", ModelHash.of(model));
        }
        record.put("arithmetic", arithmetic(config));
        record.put("inputs_sha256", Sha256.hex(JSON.writeValueAsString(record)));
        return record;
    }

    /** By hand and in 16 bits where this machine can, which rounds otherwise than elsewhere. */
    private static String arithmetic(TrainingConfig config) {
        String blocks = PackedDecoder.available() ? "" : " without vectors";
        String products = Products.of(config.memory().products()).narrow() ? " in 16 bits" : "";
        return ARITHMETIC + blocks + products;
    }

    private static void requireSame(Path file, JsonNode found, JsonNode wanted) {
        if (!found.path("inputs_sha256").equals(wanted.path("inputs_sha256"))) {
            throw new BadInputException(
                    file.toString(),
                    "a run that differs in %s".formatted(difference(found, wanted)),
                    "a run of the same inputs, or an empty folder",
                    "Choose another output folder, or remove this one to start anew.");
        }
    }

    private static String difference(JsonNode found, JsonNode wanted) {
        for (var property : wanted.properties()) {
            if (!property.getValue().equals(found.path(property.getKey()))) {
                return property.getKey();
            }
        }
        return "inputs";
    }

    private static void requireNoModel(Path folder) {
        if (modelIn(folder) != null) {
            throw new BadInputException(
                    folder.toString(),
                    "a model that no run of ours left there",
                    "an empty folder",
                    "Choose another output folder.");
        }
    }

    private static void lock(Path folder, FileChannel metrics) throws IOException {
        try {
            if (metrics.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // The same process is at it; told below like any other.
        }
        metrics.close();
        throw new BadInputException(
                folder.toString(),
                "a run that is still going on",
                "a folder that nobody writes to",
                "Wait for the other run, or choose another output folder.");
    }

    /** The result, if the run was already finished; else null. */
    @Nullable TrainingResult finished() {
        JsonNode result =
                JSON.readTree(team.fromFirst(JSON.writeValueAsString(record.path("result"))));
        return result.isObject()
                ? new TrainingResult(
                        result.path("weights_sha256").asString(),
                        result.path("steps").asLong(),
                        result.path("final_loss").asDouble(),
                        result.path("tokens").asLong(),
                        record.path("inputs_sha256").asString())
                : null;
    }

    /** Restores the last checkpoint, if there is one, and tells the step to go on with. */
    int resume(Trainable... trainables) throws IOException {
        int again = rollBacks;
        if (metrics != null) {
            long length = restore(trainables);
            metrics.truncate(length);
            metrics.position(length);
        }
        share(trainables);
        rollBacks = Math.max(rollBacks, again);
        return Math.toIntExact(steps);
    }

    /** Brings the other workers to where the first one is. */
    private void share(Trainable... trainables) {
        for (Trainable one : trainables) {
            team.copyFromFirst(one.weights().flat());
            team.copyFromFirst(one.optimiser().mean());
            team.copyFromFirst(one.optimiser().square());
        }
        String[] state =
                team.fromFirst("%d %d %s %d".formatted(steps, tokens, loss, rollBacks)).split(" ");
        steps = Long.parseLong(state[0]);
        tokens = Long.parseLong(state[1]);
        loss = Double.parseDouble(state[2]);
        rollBacks = Integer.parseInt(state[3]);
    }

    private long restore(Trainable... trainables) throws IOException {
        Path file = folder.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return 0;
        }
        try (Safetensors saved = Safetensors.open(file)) {
            for (int i = 0; i < trainables.length; i++) {
                copy(saved, "weights" + suffix(i), trainables[i].weights().flat());
                copy(saved, "mean" + suffix(i), trainables[i].optimiser().mean());
                copy(saved, "square" + suffix(i), trainables[i].optimiser().square());
            }
            remembered.clear();
            remembered.putAll(saved.metadata());
            steps = Long.parseLong(recall("step", "0"));
            tokens = Long.parseLong(recall("tokens", "0"));
            loss = Double.parseDouble(recall("loss", "NaN"));
            rollBacks = Integer.parseInt(recall("roll_backs", "0"));
            return Long.parseLong(recall("metrics_bytes", "0"));
        }
    }

    private static String suffix(int i) {
        return i == 0 ? "" : Integer.toString(i);
    }

    /** What was remembered under a name, which a resumed run still knows. */
    String recall(String name, String otherwise) {
        return remembered.getOrDefault(name, otherwise);
    }

    void remember(String name, String value) {
        remembered.put(name, value);
    }

    /** The learning rate of a step: halved for each time that the run had to go back. */
    double rate(TrainingConfig config, int step, int total) {
        return config.schedule().rate(step, total) * Math.pow(0.5, rollBacks);
    }

    private static void copy(Safetensors saved, String name, Tensor to) {
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            to.copyInPlace(Tensor.of(saved.floats(name), to.shape()));
        }
    }

    /**
     * Notes a step that was made and, when it is time, saves. A step whose loss or gradient was no
     * number has moved nothing; the run goes back to its last checkpoint with half the rate.
     *
     * @param norm of the gradient
     * @param tokens seen in this step
     * @param more the algorithm's own figures, in the order in which they are shown
     * @return the step to go on with
     */
    int made(
            double loss,
            double norm,
            long tokens,
            Map<String, Double> more,
            Trainable... trainables)
            throws IOException {
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            return rolledBack(loss, norm, trainables);
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("step", steps).put("loss", loss);
        more.forEach(
                (name, value) -> {
                    if (Double.isFinite(value)) {
                        line.put(name, value);
                    }
                });
        this.loss = loss;
        this.steps++;
        this.tokens += tokens;
        line.put("num_tokens", this.tokens);
        if (metrics != null) {
            append(metrics, JSON.writeValueAsString(line) + "\n");
            if (saveSteps > 0 && steps % saveSteps == 0) {
                save(metrics, trainables);
            }
        }
        return Math.toIntExact(steps);
    }

    private int rolledBack(double loss, double norm, Trainable... trainables) throws IOException {
        if (++rollBacks > MOST_ROLL_BACKS) {
            throw new ArithmeticException(
                    ("The loss of step %d is %s, its gradient %s, after %d roll-backs that halved"
                                    + " the learning rate. Lower learning_rate or look for a row"
                                    + " that is not like the others.")
                            .formatted(steps, loss, norm, MOST_ROLL_BACKS));
        }
        boolean saved =
                Boolean.parseBoolean(
                        team.fromFirst(Boolean.toString(Files.exists(folder.resolve(CHECKPOINT)))));
        return saved ? resume(trainables) : Math.toIntExact(steps);
    }

    private static void append(FileChannel metrics, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            metrics.write(bytes);
        }
    }

    private void save(FileChannel metrics, Trainable... trainables) throws IOException {
        metrics.force(true);
        var writer = new SafetensorsWriter(StorageType.F32);
        for (int i = 0; i < trainables.length; i++) {
            add(writer, "weights" + suffix(i), trainables[i].weights().flat());
            add(writer, "mean" + suffix(i), trainables[i].optimiser().mean());
            add(writer, "square" + suffix(i), trainables[i].optimiser().square());
        }
        remembered.forEach(writer::metadata);
        writer.metadata("step", Long.toString(steps))
                .metadata("tokens", Long.toString(tokens))
                .metadata("loss", Double.toString(loss))
                .metadata("roll_backs", Integer.toString(rollBacks))
                .metadata("metrics_bytes", Long.toString(metrics.position()))
                .write(folder.resolve(CHECKPOINT));
    }

    private static void add(SafetensorsWriter writer, String name, Tensor tensor) {
        writer.add(
                name,
                tensor.shape(),
                () -> {
                    try (Scope scope = Scope.open()) {
                        return tensor.floats();
                    }
                });
    }

    /** Writes the model. */
    interface Saving {
        void save() throws IOException;
    }

    /** Saves the model, once for all workers. */
    void save(Saving saving) throws IOException {
        if (team.leads()) {
            saving.save();
        }
    }

    /** Notes that the model was saved, and removes what only a stopped run needs. */
    TrainingResult finish() throws IOException {
        if (metrics != null) {
            finish(metrics);
        }
        return Objects.requireNonNull(finished());
    }

    private void finish(FileChannel metrics) throws IOException {
        record.putObject("result")
                .put("weights_sha256", Sha256.hex(Objects.requireNonNull(modelIn(folder))))
                .put("steps", steps)
                .put("final_loss", loss)
                .put("tokens", tokens);
        metrics.force(true);
        writeRecord();
        Files.deleteIfExists(folder.resolve(CHECKPOINT));
        Files.deleteIfExists(folder.resolve(PairStates.FILE));
    }

    private void writeRecord() throws IOException {
        AtomicFiles.write(
                folder.resolve(RUN),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
    }

    @Override
    public void close() throws IOException {
        if (metrics != null) {
            metrics.close();
        }
    }
}
