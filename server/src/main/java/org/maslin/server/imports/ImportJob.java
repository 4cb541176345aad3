package org.maslin.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.security.Principal;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.SideWork;
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.egress.Limits;
import org.maslin.server.plumbing.egress.OutgoingRequest;
import org.maslin.server.samples.Attachments;
import org.maslin.server.samples.ImportReport;
import org.maslin.server.samples.OnReject;
import org.maslin.server.tasks.Tasks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fetches the file if it must, and reads it into samples. Batches that are stored stay; stopped in
 * between, the job goes on behind the last of them. An import that shall be undone by a rejected
 * record, or is a trial, is one transaction and begins again.
 */
final class ImportJob implements JobKind {

    static final String NAME = "import";

    private static final int FIRST_FAILURE = 400;

    /** What the job is given. */
    record Parameters(UUID importId) {}

    private final Transactions transactions;
    private final ImportStore store;
    private final Tasks tasks;
    private final ImportFiles files;
    private final Egress egress;
    private final S3Buckets buckets;
    private final JsonMapper json;
    private final InstantSource clock;

    ImportJob(
            Transactions transactions,
            ImportStore store,
            Tasks tasks,
            ImportFiles files,
            Egress egress,
            S3Buckets buckets,
            JsonMapper json,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.tasks = tasks;
        this.files = files;
        this.egress = egress;
        this.buckets = buckets;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Object run(JobContext context) {
        Principal principal = context.principal();
        UUID organisation = principal.organisationId();
        UUID id = context.parameters(Parameters.class).importId();
        Import wanted = transactions.read(organisation, () -> store.get(id));
        if (wanted == null || wanted.state() == ImportState.DONE) {
            return null;
        }
        try {
            Path file = files.data(organisation, id);
            if (!Files.exists(file) && wanted.wanted().format() != ImportFormat.FOLDER) {
                fetch(organisation, wanted, context.progress());
            }
            read(principal, wanted, file, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.deleteData(organisation, id);
        return Map.of("importId", id);
    }

    private void fetch(UUID organisation, Import wanted, Progress progress) throws IOException {
        String url = wanted.wanted().url();
        if (url == null) {
            throw new BadInputException(
                    wanted.wanted().name(), "nothing", "the file that was sent", "Send it again.");
        }
        if (S3Buckets.isAddress(url)) {
            try (InputStream body = buckets.open(url)) {
                files.save(
                        organisation,
                        wanted.id(),
                        body,
                        bytes -> progress.at(bytes, 0, "bytes fetched"));
            }
            return;
        }
        try (var response = egress.send(OutgoingRequest.get(URI.create(url)), Limits.FILE)) {
            if (response.status() >= FIRST_FAILURE) {
                throw new BadInputException(
                        url,
                        "the answer " + response.status(),
                        "a file",
                        "Check the address in a browser.");
            }
            files.save(
                    organisation,
                    wanted.id(),
                    response.body(),
                    bytes -> progress.at(bytes, 0, "bytes fetched"));
        }
    }

    private void read(Principal principal, Import wanted, Path file, JobContext context)
            throws IOException {
        UUID organisation = principal.organisationId();
        UUID id = wanted.id();
        boolean whole = wanted.wanted().dryRun() || wanted.wanted().onReject() == OnReject.ROLLBACK;
        ImportStore.Safe start =
                whole
                        ? new ImportStore.Safe(0, 0, 0, 0, 0)
                        : transactions.read(organisation, () -> store.safe(id));
        var records =
                new FileRecords(file, wanted.wanted(), context.folder(), egress, buckets, json);
        Path rejections = files.rejected(organisation, id);
        try (var ahead =
                        new FetchAhead(
                                records, records, egress, context.folder(), start.records());
                var counted =
                        new CountedRecords(
                                isArchive(wanted.wanted()) ? records : ahead,
                                start,
                                rejections,
                                json,
                                safe ->
                                        transactions.write(
                                                organisation, () -> store.move(id, safe)))) {
            ImportReport report =
                    SideWork.run(
                            context.progress(),
                            counted::records,
                            0,
                            "records read",
                            () ->
                                    put(
                                            principal,
                                            wanted,
                                            counted,
                                            isArchive(wanted.wanted()) ? records : ahead));
            transactions.write(
                    organisation,
                    () -> {
                        store.move(id, counted.whole(report));
                        store.finish(id, report.rolledBack(), clock.instant());
                    });
        }
    }

    /** The files of an archive are had while it is open, so its records cannot wait. */
    private static boolean isArchive(NewImport wanted) {
        return switch (wanted.format()) {
            case ZIP, TAR, FOLDER -> true;
            case JSONL, CSV, PARQUET, TEXT, IMAGE, FILE -> false;
        };
    }

    private ImportReport put(
            Principal principal, Import wanted, CountedRecords records, Attachments files) {
        if (!wanted.wanted().dryRun()) {
            return put(principal, wanted, wanted.wanted().onReject(), records, files);
        }
        try {
            return transactions.write(
                    principal.organisationId(),
                    () -> {
                        throw new Trial(put(principal, wanted, OnReject.KEEP, records, files));
                    });
        } catch (Trial trial) {
            return trial.report;
        }
    }

    private ImportReport put(
            Principal principal,
            Import wanted,
            OnReject onReject,
            CountedRecords records,
            Attachments attachments) {
        return tasks.importRecords(
                principal,
                wanted.projectId(),
                records,
                attachments,
                onReject,
                wanted.wanted().tasks(),
                records::refused,
                records::stored);
    }

    /** Carries the report out of the transaction that a trial undoes. */
    private static final class Trial extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient ImportReport report;

        Trial(ImportReport report) {
            super(null, null, false, false);
            this.report = report;
        }
    }
}
