package org.maslin.server.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Model;
import org.maslin.server.models.ModelKind;
import org.maslin.server.models.Models;
import org.maslin.server.models.NewModel;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import org.maslin.train.LanguageModel;
import org.maslin.train.TrainingResult;

/**
 * Trains a model on rows that were sent and puts it on record. A run that was stopped goes on from
 * its last checkpoint in the job's folder.
 */
public final class FineTuneJob implements JobKind {

    public static final String NAME = "fine-tune";

    private final Models models;
    private final Blobs blobs;
    private final Provenance provenance;
    private final Transactions transactions;
    private final GraderEndpoint graders;

    FineTuneJob(
            Models models,
            Blobs blobs,
            Provenance provenance,
            Transactions transactions,
            GraderEndpoint graders) {
        this.graders = graders;
        this.models = models;
        this.blobs = blobs;
        this.provenance = provenance;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FineTuned run(JobContext context) {
        try {
            return train(context, context.parameters(FineTune.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FineTuned train(JobContext context, FineTune work) throws IOException {
        Path data = data(context, work);
        Path start = models.files(context.principal(), work.parentId());
        Path out = context.folder().resolve("model");
        TrainingResult result =
                Trainings.run(
                        context,
                        work.together(),
                        work.algorithm(),
                        TrainingSettings.fineTune(work),
                        start,
                        data,
                        out,
                        graders);
        Model model = register(context, work, out, result);
        return new FineTuned(model.id(), result.steps(), result.tokens(), result.finalLoss());
    }

    private Path data(JobContext context, FineTune work) throws IOException {
        Path data = context.folder().resolve("train.jsonl");
        if (!Files.exists(data)) {
            Path part = context.folder().resolve("train.jsonl.part");
            try (InputStream in = blobs.open(context.principal().organisationId(), work.blob())) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
        }
        return data;
    }

    private Model register(JobContext context, FineTune work, Path out, TrainingResult result)
            throws IOException {
        Model parent = models.get(context.principal(), work.parentId());
        long parameters;
        try (LanguageModel start =
                LanguageModel.load(models.files(context.principal(), work.parentId()))) {
            parameters = start.parameterCount();
        }
        var wanted =
                new NewModel(
                        work.name(),
                        ModelKind.POLICY,
                        parent.id(),
                        null,
                        parameters,
                        parent.simulated(),
                        card(work, parent, result));
        return transactions.write(
                context.principal().organisationId(),
                () -> {
                    Model model = models.register(context.principal(), out, wanted);
                    provenance.record(
                            context.principal(),
                            new Node(work.sourceKind(), work.sourceId()),
                            Node.of("model", model.id()),
                            "train");
                    return model;
                });
    }

    private static String card(FineTune work, Model parent, TrainingResult result) {
        var text =
                new StringBuilder(
                        """
                        # %s

                        Fine-tuned by %s from %s (`%s`) on the rows of %s `%s`.

                        | | |
                        |---|---|
                        | optimiser steps | %d |
                        | tokens seen | %d |
                        | loss of the last step | %.4f |
                        | inputs | `%s` |
                        """
                                .formatted(
                                        work.name(),
                                        work.algorithm(),
                                        parent.name(),
                                        parent.id(),
                                        work.sourceKind(),
                                        work.sourceId(),
                                        result.steps(),
                                        result.tokens(),
                                        result.finalLoss(),
                                        result.inputs()));
        for (Map.Entry<String, Object> one : TrainingSettings.fineTune(work).entrySet()) {
            text.append("| %s | %s |%n".formatted(one.getKey(), one.getValue()));
        }
        return text.toString();
    }
}
