package org.maslin.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.ModelConfig;
import org.maslin.train.network.Parameters;
import org.maslin.train.tokenizer.Encoded;

/**
 * The model under training: all of its weights, or a low-rank adapter beside them. What it was at
 * the start is its reference.
 */
final class Policy implements AutoCloseable {

    private final TrainingConfig config;
    private final LanguageModel model;
    private final Path base;
    private final @Nullable Adapter adapter;
    private final @Nullable Adapter startAdapter;
    private final Trainable trainable;
    private final Pass pass;
    private @Nullable LanguageModel reference;
    private final Path start;

    private Policy(
            TrainingConfig config,
            Path start,
            Path base,
            LanguageModel model,
            @Nullable Adapter adapter,
            @Nullable Adapter startAdapter) {
        this.config = config;
        this.start = start;
        this.base = base;
        this.model = model;
        this.adapter = adapter;
        this.startAdapter = startAdapter;
        this.trainable =
                new Trainable(
                        adapter == null ? model.weights() : adapter.weights(),
                        config.optimisation());
        Parameters parameters =
                adapter == null
                        ? Parameters.of(trainable.parameters())
                        : Parameters.of(
                                model.weights().all(), adapter.lowRanks(trainable.parameters()));
        this.pass =
                new Pass(
                        model.network(parameters.rounding(config.memory().products())),
                        config.memory().checkpointing());
    }

    /** The model of a folder; with an adapter's folder and an adapter wanted, that one goes on. */
    static Policy load(Path start, TrainingConfig config) throws IOException {
        boolean wanted = config.lora().wanted();
        boolean goesOn = wanted && Adapter.isIn(start);
        Path base = goesOn ? Adapter.base(start) : start;
        LanguageModel model = LanguageModel.load(base);
        @Nullable Adapter adapter = null;
        @Nullable Adapter before = null;
        if (goesOn) {
            adapter = Adapter.read(start, model.config());
            before = Adapter.read(start, model.config());
        } else if (wanted) {
            adapter = Adapter.create(model.config(), config.lora(), config.seed().derive("lora"));
        }
        return new Policy(config, start, base, model, adapter, before);
    }

    /**
     * Tells what memory the run will need.
     *
     * @param rows a sample of them, the longest among them
     */
    void plan(List<Encoded> rows, Progress progress) {
        int longest = rows.stream().mapToInt(Encoded::length).max().orElse(0);
        plan(longest, progress);
    }

    void plan(int longest, Progress progress) {
        long trained = trainable.weights().flat().count();
        MemoryPlan.of(model.config(), config, trained, longest).requireRoom(progress);
    }

    LanguageModel model() {
        return model;
    }

    ModelConfig shape() {
        return model.config();
    }

    int padId() {
        return model.config().padId();
    }

    Trainable trainable() {
        return trainable;
    }

    Pass pass() {
        return pass;
    }

    /** The network as it is now, for sampling and scoring. */
    Decoder network() {
        return adapter == null ? network(model) : network(adapter);
    }

    /** The network as it was at the start; a copy is loaded only where nothing else keeps it. */
    Decoder reference() throws IOException {
        if (adapter != null) {
            return startAdapter == null ? network(model) : network(startAdapter);
        }
        if (reference == null) {
            reference = LanguageModel.load(start);
        }
        return network(reference);
    }

    /** A network that computes as the one under training does. */
    private Decoder network(LanguageModel of) {
        return of.network(Parameters.of(of.weights().all()).rounding(config.memory().products()));
    }

    private Decoder network(Adapter applied) {
        return model.network(
                Parameters.of(model.weights().all(), applied.lowRanks(applied.weights().views()))
                        .rounding(config.memory().products()));
    }

    /** log p(completion | prompt) of rows under the start model, computed before training. */
    double[] referenceLogProbs(List<Encoded> rows) throws IOException {
        return SequenceLogProbs.of(network(), rows, padId());
    }

    Rows rows() {
        return new Rows(
                model.tokenizer(),
                model.layout(),
                config.batching().maxLength(),
                model.config().maxPositions());
    }

    /** Writes the model, or the adapter and the tokenizer beside it. */
    void save(Path out) throws IOException {
        if (adapter == null) {
            model.save(out, config.storage());
        } else {
            model.tokenizer().save(out);
            adapter.write(out, base);
        }
    }

    @Override
    public void close() {
        trainable.close();
        for (var closeable : new @Nullable AutoCloseable[] {adapter, startAdapter, reference}) {
            if (closeable instanceof Adapter one) {
                one.close();
            } else if (closeable instanceof LanguageModel one) {
                one.close();
            }
        }
        model.close();
    }
}
