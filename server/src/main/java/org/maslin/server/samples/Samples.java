package org.maslin.server.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maslin.security.KeyedHash;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Edge;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import tools.jackson.databind.json.JsonMapper;

/** Samples: import, list, read. */
public final class Samples {

    private static final String SOURCE = "samples.jsonl";
    private static final SampleImport.Writer IN_ORDER = (keys, storing) -> storing.run();
    private static final Duration GRACE = Duration.ofDays(30);

    private final Transactions transactions;
    private final SampleStore store;
    private final Projects projects;
    private final Audit audit;
    private final Provenance provenance;
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json;
    private final SampleFiles files;
    private final Events events;
    private final byte[] contentKey;

    Samples(
            Transactions transactions,
            SampleStore store,
            Projects projects,
            Audit audit,
            Provenance provenance,
            Ids ids,
            InstantSource clock,
            JsonMapper json,
            SampleFiles files,
            Events events,
            byte[] contentKey) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.audit = audit;
        this.provenance = provenance;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        this.files = files;
        this.events = events;
        this.contentKey = contentKey.clone();
    }

    /**
     * Imports JSON lines as they stream in. Good lines are stored a thousand at a time, each batch
     * with its audit entry; or all in one transaction, if a bad line shall undo them.
     *
     * @param alongside is given the new samples of each batch, in the batch's transaction
     */
    public ImportReport importLines(
            Principal principal,
            UUID project,
            InputStream lines,
            OnReject onReject,
            Consumer<List<SampleReference>> alongside) {
        JsonRecords plain = (taken, rejected) -> JsonLines.read(lines, SOURCE, taken, rejected);
        JsonRecords records = attaching(principal, plain, Attachments.NONE);
        return onReject == OnReject.KEEP && !transactions.isRunning()
                ? readAhead(principal, project, records, alongside)
                : inOrder(principal, project, records, onReject, rejected -> {}, alongside);
    }

    private Attaching attaching(Principal principal, JsonRecords records, Attachments attachments) {
        return new Attaching(
                records,
                attachments,
                files,
                principal.organisationId(),
                attachments.isTrial() ? SampleFiles.Keeping.TRY : SampleFiles.Keeping.KEEP,
                json);
    }

    /**
     * The same with records from elsewhere, each batch stored before the next record is read.
     *
     * @param attachments the files that records name
     * @param refused is given each record that cannot be taken
     */
    public ImportReport importRecords(
            Principal principal,
            UUID project,
            JsonRecords records,
            Attachments attachments,
            OnReject onReject,
            Consumer<RejectedLine> refused,
            Consumer<List<SampleReference>> alongside) {
        JsonRecords attached = attaching(principal, records, attachments);
        return inOrder(principal, project, attached, onReject, refused, alongside);
    }

    private ImportReport inOrder(
            Principal principal,
            UUID project,
            JsonRecords records,
            OnReject onReject,
            Consumer<RejectedLine> refused,
            Consumer<List<SampleReference>> alongside) {
        SampleImport work = begin(principal, project, onReject, refused, alongside, IN_ORDER);
        if (onReject == OnReject.KEEP) {
            return read(work, records);
        }
        try {
            return transactions.write(
                    principal.organisationId(),
                    () -> {
                        ImportReport report = read(work, records);
                        if (report.rolledBack()) {
                            throw new Undo(report);
                        }
                        return report;
                    });
        } catch (Undo undo) {
            return undo.report;
        }
    }

    /** Reads the next lines while those before them are being stored. */
    private ImportReport readAhead(
            Principal principal,
            UUID project,
            JsonRecords records,
            Consumer<List<SampleReference>> alongside) {
        try (var writer = new WriteBehind()) {
            SampleImport work =
                    begin(
                            principal,
                            project,
                            OnReject.KEEP,
                            rejected -> {},
                            alongside,
                            writer::run);
            read(work, records);
            writer.finish();
            return work.report();
        }
    }

    /**
     * Imports samples that the product made itself.
     *
     * @param alongside is given the new samples of each batch, in the batch's transaction
     * @throws org.maslin.core.BadInputException for a sample that the project cannot take; batches
     *     before it stay
     */
    public ImportReport importSamples(
            Principal principal,
            UUID project,
            Iterator<NewSample> samples,
            Consumer<List<SampleReference>> alongside) {
        SampleImport work =
                begin(principal, project, OnReject.KEEP, rejected -> {}, alongside, IN_ORDER);
        samples.forEachRemaining(work::take);
        work.flush();
        return work.report();
    }

    /** The same, with nothing alongside. */
    public ImportReport importSamples(
            Principal principal, UUID project, Iterator<NewSample> samples) {
        return importSamples(principal, project, samples, added -> {});
    }

    /**
     * Copies the next samples of a project into another; what has its key there already is passed
     * over.
     *
     * @param after the last key that was copied before; empty at the start
     * @param alongside is given the new samples, in the same transaction
     * @return the last key that was copied; null when there are no more
     */
    public @Nullable String copy(
            Principal principal,
            UUID from,
            UUID to,
            String after,
            int atMost,
            Consumer<List<SampleReference>> alongside) {
        UUID organisation = principal.organisationId();
        projects.terms(principal, from);
        projects.terms(principal, to);
        return transactions.write(
                organisation,
                () -> {
                    List<SampleReference> next = store.next(from, after, atMost);
                    var fresh = new ArrayList<SampleReference>();
                    for (SampleReference one : next) {
                        fresh.add(new SampleReference(ids.next(), one.key(), one.candidates()));
                    }
                    Set<UUID> made =
                            Set.copyOf(
                                    store.copy(
                                            to,
                                            next.stream().map(SampleReference::id).toList(),
                                            fresh.stream().map(SampleReference::id).toList(),
                                            clock.instant()));
                    var edges = new ArrayList<Edge>();
                    for (int i = 0; i < next.size(); i++) {
                        if (made.contains(fresh.get(i).id())) {
                            edges.add(
                                    new Edge(
                                            Node.of("sample", next.get(i).id()),
                                            Node.of("sample", fresh.get(i).id()),
                                            "copy"));
                        }
                    }
                    provenance.record(principal, edges);
                    alongside.accept(
                            fresh.stream().filter(one -> made.contains(one.id())).toList());
                    audit.record(
                            principal,
                            "copy-samples",
                            Node.of("project", to),
                            Map.of(
                                    "from", from.toString(),
                                    "taken", String.valueOf(made.size())));
                    store.count(organisation, to, principal.userId(), made.size());
                    return next.size() < atMost ? null : next.getLast().key();
                });
    }

    public Page<Sample> list(
            Principal principal,
            UUID project,
            SampleQuery query,
            @Nullable String after,
            int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return Page.of(
                            store.list(project, query, after, limit + 1), limit, Sample::key);
                });
    }

    /** One sample with its content; the look is put on record. */
    public Sample get(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Sample sample = require(id);
                    audit.record(principal, "read-sample", Node.of("sample", id), Map.of());
                    return sample;
                });
    }

    /** Changes what is said about a sample; what it shows never changes. */
    public void change(Principal principal, UUID id, SampleChange change) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    store.change(List.of(id), change);
                    audit.record(principal, "change-sample", Node.of("sample", id), Map.of());
                });
    }

    /** Deletes a sample that has no task; it is gone for good after the time of grace. */
    public void delete(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    Sample sample = require(id);
                    store.delete(
                            principal.organisationId(),
                            sample.projectId(),
                            principal.userId(),
                            List.of(id),
                            clock.instant());
                    audit.record(principal, "delete-sample", Node.of("sample", id), Map.of());
                });
    }

    /** Changes what is said about many samples, in one statement. */
    public void changeMany(Principal principal, List<UUID> ids, SampleChange change) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.change(ids, change);
                    recordEach(principal, "change-sample", ids);
                });
    }

    /** Deletes many samples of a project that have no tasks; they are gone after the grace. */
    public void deleteMany(Principal principal, UUID project, List<UUID> ids) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.delete(
                            principal.organisationId(),
                            project,
                            principal.userId(),
                            ids,
                            clock.instant());
                    recordEach(principal, "delete-sample", ids);
                });
    }

    private void recordEach(Principal principal, String action, List<UUID> ids) {
        audit.recordEach(
                principal,
                action,
                ids.stream().map(id -> Node.of("sample", id)).toList(),
                Map.of());
    }

    /** Removes what was deleted a time of grace ago. */
    void purge(UUID organisation) {
        transactions.write(organisation, () -> store.purge(clock.instant().minus(GRACE)));
    }

    /** A sample for somebody who has it on record already, such as the holder of a lease. */
    public Sample getUnrecorded(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** A file that a sample shows; the look is put on record. */
    Reply file(Principal principal, UUID id, String blob) {
        return files.reply(principal, lookedAt(principal, id, Map.of("file", blob)), blob);
    }

    /** How far the tiles of a page are; the look is put on record, for the tiles follow it. */
    TileSet tiles(Principal principal, UUID id, String blob, int page) {
        var seen = Map.of("file", blob, "page", String.valueOf(page));
        return files.tiles(principal, lookedAt(principal, id, seen), blob, page);
    }

    private Content lookedAt(Principal principal, UUID id, Map<String, String> seen) {
        Sample sample =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            Sample found = require(id);
                            audit.record(principal, "read-sample", Node.of("sample", id), seen);
                            return found;
                        });
        return Objects.requireNonNull(sample.content());
    }

    Reply tile(Principal principal, UUID id, String blob, int page, int level, String name) {
        Sample sample = transactions.read(principal.organisationId(), () -> require(id));
        Content content = Objects.requireNonNull(sample.content());
        return files.tile(principal, content, blob, page, level, name);
    }

    /** Keeps a file that samples of a later import show. */
    StoredFile upload(Principal principal, UUID project, String name, InputStream content) {
        projects.terms(principal, project);
        StoredFile file = files.upload(principal, name, content);
        transactions.write(
                principal.organisationId(),
                () ->
                        audit.record(
                                principal,
                                "upload-file",
                                Node.of("project", project),
                                Map.of("file", file.blob())));
        return file;
    }

    /** Those of these keys that name samples of the project. */
    public List<SampleReference> references(Principal principal, UUID project, List<String> keys) {
        return transactions.read(principal.organisationId(), () -> store.references(project, keys));
    }

    private Sample require(UUID id) {
        Sample sample = store.get(id);
        if (sample == null) {
            throw RefusedException.notFound("sample", id);
        }
        return sample;
    }

    private SampleImport begin(
            Principal principal,
            UUID project,
            OnReject onReject,
            Consumer<RejectedLine> refused,
            Consumer<List<SampleReference>> alongside,
            SampleImport.Writer writer) {
        UUID organisation = principal.organisationId();
        Ontology ontology = projects.terms(principal, project).ontology();
        var hash = KeyedHash.forOrganisation(contentKey, organisation);
        return new SampleImport(
                new SampleFlow(json, hash, ontology),
                json,
                ids::next,
                onReject,
                refused,
                batch ->
                        transactions.write(
                                organisation, () -> store(principal, project, batch, alongside)),
                writer);
    }

    private int store(
            Principal principal,
            UUID project,
            List<SampleFlow.Row> batch,
            Consumer<List<SampleReference>> alongside) {
        var added =
                new HashSet<>(
                        store.add(principal.organisationId(), project, batch, clock.instant()));
        List<SampleFlow.Row> rows = batch.stream().filter(row -> added.contains(row.id())).toList();
        show(principal, rows);
        provenance.record(
                principal, rows.stream().flatMap(row -> SampleFlow.edges(row).stream()).toList());
        List<SampleReference> references =
                rows.stream()
                        .map(
                                row ->
                                        new SampleReference(
                                                row.id(),
                                                row.key(),
                                                row.sample().content().choices(),
                                                row.sample().predictions(),
                                                row.sample().gold()))
                        .toList();
        alongside.accept(references);
        if (references.stream().anyMatch(one -> one.predictions() != null)) {
            events.tell(new SamplesPredicted(principal, project, references));
        }
        if (references.stream().anyMatch(one -> one.gold() != null)) {
            events.tell(new SamplesKnown(principal, project, references));
        }
        audit.record(
                principal,
                "import-samples",
                Node.of("project", project),
                Map.of(
                        "taken", String.valueOf(rows.size()),
                        "present", String.valueOf(batch.size() - rows.size())));
        // The count last: whoever stores beside this waits for it from here on alone.
        store.count(principal.organisationId(), project, principal.userId(), rows.size());
        return rows.size();
    }

    private void show(Principal principal, List<SampleFlow.Row> rows) {
        var samples = new ArrayList<UUID>();
        var blobs = new ArrayList<String>();
        for (SampleFlow.Row row : rows) {
            for (StoredFile file : row.sample().content().files()) {
                samples.add(row.id());
                blobs.add(file.blob());
            }
        }
        if (!blobs.isEmpty()) {
            files.show(principal.organisationId(), samples, blobs);
        }
    }

    private static ImportReport read(SampleImport work, JsonRecords records) {
        try {
            records.read(work::take, work::reject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        work.flush();
        return work.report();
    }

    /** Carries the report out of the transaction that it undoes. */
    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient ImportReport report;

        Undo(ImportReport report) {
            super(null, null, false, false);
            this.report = report;
        }
    }
}
