package org.maslin.server.scale;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Batches by name: created, finalized, followed. */
final class ScaleBatches {

    /** A page of batches, and how many there are in all. */
    record Found(List<ScaleBatch> batches, long total) {}

    private final Transactions transactions;
    private final ScaleBatchStore store;
    private final ScaleProjects projects;
    private final ScaleCallbacks callbacks;
    private final Audit audit;
    private final HexIds ids;
    private final InstantSource clock;

    ScaleBatches(
            Transactions transactions,
            ScaleBatchStore store,
            ScaleProjects projects,
            ScaleCallbacks callbacks,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.callbacks = callbacks;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    ScaleBatch create(Principal principal, Fields fields) {
        String name = ScaleName.checked("name", fields.requiredText("name"));
        String projectName = fields.requiredText("project");
        ScaleBatch.Kind kind = kind(fields);
        String callback = fields.text("callback");
        ScaleTaskFlow.checkCallback(callback);
        ObjectNode metadata = fields.object("metadata");
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleProject project = projects.require(principal, projectName);
                    var batch =
                            new ScaleBatch(
                                    ids.next(),
                                    name,
                                    project.id(),
                                    project.name(),
                                    project.stages()
                                            ? ScaleBatch.Status.STAGING
                                            : ScaleBatch.Status.IN_PROGRESS,
                                    kind,
                                    callback == null || callback.isBlank() ? null : callback,
                                    metadata == null
                                            ? JsonNodeFactory.instance.objectNode()
                                            : metadata,
                                    null,
                                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    if (!store.add(principal.organisationId(), Mode.of(principal), batch)) {
                        throw ScaleProjects.taken("batch", name);
                    }
                    audit(principal, "create-batch", batch);
                    return batch;
                });
    }

    private static ScaleBatch.Kind kind(Fields fields) {
        boolean calibration = fields.flag("calibration_batch");
        boolean selfLabel = fields.flag("self_label_batch");
        if (calibration && selfLabel) {
            throw new BadInputException(
                    "calibration_batch",
                    "true beside self_label_batch",
                    "one of the two",
                    "Make two batches.");
        }
        if (calibration) {
            return ScaleBatch.Kind.CALIBRATION;
        }
        return selfLabel ? ScaleBatch.Kind.SELF_LABEL : ScaleBatch.Kind.PRODUCTION;
    }

    ScaleBatch get(Principal principal, String name) {
        return transactions.read(principal.organisationId(), () -> require(principal, name));
    }

    Found list(Principal principal, ScaleBatchStore.Filter filter, int offset, int limit) {
        return transactions.read(
                principal.organisationId(),
                () ->
                        new Found(
                                store.list(Mode.of(principal), filter, offset, limit),
                                store.count(Mode.of(principal), filter)));
    }

    /** How many tasks a batch has, by status. */
    Map<String, Integer> counts(Principal principal, ScaleBatch batch) {
        return transactions.read(principal.organisationId(), () -> store.counts(batch.id()));
    }

    /** Closes a batch: now it is worked on. Closing it again changes nothing. */
    ScaleBatch finalizeBatch(Principal principal, String name) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleBatch batch = require(principal, name);
                    store.lock(batch.id());
                    store.finalizeBatch(batch.id(), clock.instant());
                    audit(principal, "finalize-batch", batch);
                    settle(principal, batch);
                    return require(principal, name);
                });
    }

    ScaleBatch setMetadata(Principal principal, String name, ObjectNode metadata) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleBatch batch = require(principal, name);
                    store.setMetadata(batch.id(), metadata);
                    audit(principal, "set-metadata", batch);
                    return require(principal, name);
                });
    }

    /** Follows a change of one of its tasks, in the running transaction. */
    void settle(Principal principal, String name) {
        ScaleBatch batch = require(principal, name);
        store.lock(batch.id());
        settle(principal, require(principal, name));
    }

    private void settle(Principal principal, ScaleBatch batch) {
        String status = store.settle(batch.id());
        boolean ended =
                batch.status() != ScaleBatch.Status.COMPLETED
                        && status.equals(ScaleBatch.Status.COMPLETED.word());
        if (ended) {
            callbacks.tell(principal, require(principal, batch.name()));
        }
    }

    /** A batch of the running transaction. */
    ScaleBatch require(Principal principal, String name) {
        ScaleBatch batch = store.named(Mode.of(principal), name);
        if (batch == null) {
            throw RefusedException.notFound("batch", "\"" + name + "\"");
        }
        return batch;
    }

    private void audit(Principal principal, String action, ScaleBatch batch) {
        audit.record(
                principal,
                action,
                Node.of("scale-batch", batch.id()),
                Map.of("name", batch.name()));
    }
}
