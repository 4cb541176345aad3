package org.maslin.server.predictions;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import org.maslin.server.samples.NewPrediction;
import org.maslin.server.samples.SampleReference;
import org.maslin.server.samples.Samples;
import org.maslin.server.samples.SamplesPredicted;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Starts;

/** Predictions: stored, listed, begun with, and found again in answers. */
public final class Predictions implements Starts {

    private final Transactions transactions;
    private final PredictionStore store;
    private final Projects projects;
    private final Samples samples;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Predictions(
            Transactions transactions,
            PredictionStore store,
            Projects projects,
            Samples samples,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.samples = samples;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores predictions of samples that are there; all of them, or none if one is wrong. */
    public CreatedPredictions create(
            Principal principal, UUID project, NewPredictions predictions) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Ontology ontology = projects.terms(principal, project).ontology();
                    List<NewPredictions.Item> items = predictions.predictions();
                    var known = new HashMap<String, SampleReference>();
                    List<String> keys =
                            items.stream().map(NewPredictions.Item::sampleKey).distinct().toList();
                    samples.references(principal, project, keys)
                            .forEach(sample -> known.put(sample.key(), sample));
                    var rows = new ArrayList<PredictionStore.Row>();
                    for (int i = 0; i < items.size(); i++) {
                        SampleReference sample = known.get(items.get(i).sampleKey());
                        if (sample == null) {
                            throw PredictionFlow.unknownSample(i, items.get(i).sampleKey());
                        }
                        NewPrediction one = items.get(i).prediction();
                        try {
                            ontology.checkDraft(one.answers(), sample.candidates());
                        } catch (BadInputException bad) {
                            throw PredictionFlow.of(i, bad);
                        }
                        rows.add(new PredictionStore.Row(ids.next(), sample.id(), one));
                    }
                    int created = add(principal, project, ontology, rows);
                    return new CreatedPredictions(created, rows.size() - created);
                });
    }

    /** Stores what came with new samples; the samples' import has checked it. */
    void imported(SamplesPredicted event) {
        Principal principal = event.principal();
        var rows = new ArrayList<PredictionStore.Row>();
        for (SampleReference sample : event.samples()) {
            List<NewPrediction> made =
                    sample.predictions() == null ? List.of() : sample.predictions();
            for (NewPrediction one : made) {
                rows.add(new PredictionStore.Row(ids.next(), sample.id(), one));
            }
        }
        Ontology ontology = projects.terms(principal, event.projectId()).ontology();
        add(principal, event.projectId(), ontology, rows);
    }

    private int add(
            Principal principal, UUID project, Ontology ontology, List<PredictionStore.Row> rows) {
        Integer version = ontology.version();
        int created =
                store.add(
                        principal.organisationId(),
                        project,
                        principal.userId(),
                        version == null ? 0 : version,
                        rows,
                        clock.instant());
        if (created > 0) {
            audit.record(
                    principal,
                    "create-predictions",
                    Node.of("project", project),
                    Map.of("created", String.valueOf(created)));
        }
        return created;
    }

    /** Predictions of a project, newest first. */
    public Page<Prediction> list(
            Principal principal,
            UUID project,
            @Nullable UUID sample,
            @Nullable String model,
            @Nullable UUID before,
            int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return Page.of(
                            store.list(project, sample, model, before, limit + 1),
                            limit,
                            one -> one.id().toString());
                });
    }

    public Prediction get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** Deletes a prediction that no annotation began with. */
    public void delete(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    if (store.isUsed(id)) {
                        throw RefusedException.conflict(
                                "prediction-used",
                                "Annotations began with this prediction, and say so.",
                                "Leave it; a surer prediction takes its place in open tasks.");
                    }
                    store.delete(id);
                    audit.record(
                            principal, "delete-prediction", Node.of("prediction", id), Map.of());
                });
    }

    @Override
    public Assignment.@Nullable Prediction of(Principal principal, UUID sample) {
        Prediction best = transactions.read(principal.organisationId(), () -> store.best(sample));
        return best == null
                ? null
                : new Assignment.Prediction(
                        best.id(), best.model(), best.modelVersion(), best.score(), best.answers());
    }

    @Override
    public boolean areUsual(Principal principal, UUID project) {
        return transactions.read(principal.organisationId(), () -> store.anyOfTasks(project));
    }

    /**
     * Where each part of an answer is from that began with a prediction.
     *
     * @param own in the sample's own order
     * @throws BadInputException if the prediction is of another sample
     */
    public Map<String, Object> origins(
            Principal principal,
            UUID prediction,
            UUID sample,
            Ontology ontology,
            Map<String, Object> own) {
        Prediction named =
                transactions.read(principal.organisationId(), () -> store.get(prediction));
        if (named == null || !named.sampleId().equals(sample)) {
            throw PredictionFlow.ofAnother(prediction);
        }
        return PredictionFlow.origins(ontology, named.answers(), own);
    }

    private Prediction require(UUID id) {
        Prediction found = store.get(id);
        if (found == null) {
            throw RefusedException.notFound("prediction", id);
        }
        return found;
    }
}
