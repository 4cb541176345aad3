package org.maslin.server.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.maslin.core.Figure;
import org.maslin.core.Split;
import org.maslin.dataset.VersionReader;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.datasets.DatasetVersion;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Model;
import org.maslin.server.models.ModelKind;
import org.maslin.server.models.Models;
import org.maslin.server.models.NewModel;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import org.maslin.server.training.TrainedModel.CurvePoint;
import org.maslin.train.LanguageModel;
import org.maslin.train.PreferencePair;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains a model on the training part of a dataset version and puts it on record. A run that was
 * stopped goes on from its last checkpoint in the job's folder.
 */
public final class TrainingJob implements JobKind {

    /** What differs between the algorithms. */
    interface Kind {
        String name();

        ModelKind modelKind();

        Algorithm algorithm();

        Map<String, Object> settings(long seed);

        /** What is measured of the new model on pairs it has not seen. */
        Map<String, Figure> figures(Path model, List<PreferencePair> heldOut) throws IOException;

        long parameters(LanguageModel start);
    }

    private static final String METRICS = "metrics.jsonl";
    private static final int CURVE_POINTS = 60;

    private final Kind kind;
    private final Datasets datasets;
    private final Models models;
    private final JsonMapper json;
    private final Provenance provenance;
    private final Transactions transactions;

    TrainingJob(
            Kind kind,
            Datasets datasets,
            Models models,
            JsonMapper json,
            Provenance provenance,
            Transactions transactions) {
        this.kind = kind;
        this.datasets = datasets;
        this.models = models;
        this.json = json;
        this.provenance = provenance;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public TrainedModel run(JobContext context) {
        try {
            return train(context, context.parameters(TrainModel.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainedModel train(JobContext context, TrainModel work) throws IOException {
        VersionReader version = datasets.read(context.principal(), work.versionId());
        List<PreferencePair> pairs = PreferenceFiles.pairs(version, Split.TRAIN);
        Path data = context.folder().resolve("train.jsonl");
        PreferenceFiles.write(json, data, pairs);
        Path start = models.files(context.principal(), work.parentId());
        Path out = context.folder().resolve("model");
        Map<String, Object> settings = kind.settings(work.seed());
        var all = new TreeMap<>(settings);
        if (work.rewardId() != null) {
            all.put("reward_model", models.files(context.principal(), work.rewardId()).toString());
        }
        TrainingResult result =
                Trainings.run(
                        context,
                        work.together(),
                        kind.algorithm(),
                        all,
                        start,
                        data,
                        out,
                        GraderEndpoint.NONE);

        List<CurvePoint> curve = curve(out.resolve(METRICS));
        Map<String, Figure> figures =
                kind.figures(out, PreferenceFiles.pairs(version, Split.HELD_OUT));
        Model model = register(context, work, settings, out, pairs.size(), result, figures);
        return new TrainedModel(model.id(), pairs.size(), result.steps(), figures, curve);
    }

    private Model register(
            JobContext context,
            TrainModel work,
            Map<String, Object> settings,
            Path out,
            int pairs,
            TrainingResult result,
            Map<String, Figure> figures)
            throws IOException {
        DatasetVersion version = datasets.get(context.principal(), work.versionId());
        Model parent = models.get(context.principal(), work.parentId());
        long parameters;
        try (LanguageModel start =
                LanguageModel.load(models.files(context.principal(), work.parentId()))) {
            parameters = kind.parameters(start);
        }
        String card =
                ModelCard.of(work.name(), kind.modelKind(), parent, version)
                        .training(pairs, result, settings)
                        .figures(figures)
                        .text();
        var wanted =
                new NewModel(
                        work.name(),
                        kind.modelKind(),
                        parent.id(),
                        version.id(),
                        parameters,
                        version.simulated() || parent.simulated(),
                        card);
        return transactions.write(
                context.principal().organisationId(),
                () -> {
                    Model model = models.register(context.principal(), out, wanted);
                    if (work.rewardId() != null) {
                        provenance.record(
                                context.principal(),
                                Node.of("model", work.rewardId()),
                                Node.of("model", model.id()),
                                "reward");
                    }
                    return model;
                });
    }

    private List<CurvePoint> curve(Path metrics) throws IOException {
        var all = new ArrayList<CurvePoint>();
        try (Stream<String> lines = Files.lines(metrics)) {
            lines.map(json::readTree)
                    .forEach(
                            line ->
                                    all.add(
                                            new CurvePoint(
                                                    line.path("step").asDouble(),
                                                    line.path("loss").asDouble())));
        }
        int every = Math.max(1, (all.size() + CURVE_POINTS - 1) / CURVE_POINTS);
        var curve = new ArrayList<CurvePoint>();
        for (int i = 0; i < all.size(); i += every) {
            curve.add(all.get(i));
        }
        return curve;
    }
}
