package org.maslin.server.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.core.Sha256;
import org.maslin.security.Principal;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.SideWork;
import org.maslin.server.plumbing.db.Transactions;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the file of an export. The rows are read in one transaction, a few at a time, on a thread
 * of their own, since the job's thread tells the progress in others. Stopped in between, it begins
 * again: the file is seen when it is whole.
 */
final class ExportJob implements JobKind {

    static final String NAME = "export";

    private static final Duration KEPT = Duration.ofDays(7);

    /** What the job is given. */
    record Parameters(UUID exportId) {}

    private record Written(long rows, long skipped) {}

    private final Transactions transactions;
    private final ExportStore store;
    private final Consensuses consensuses;
    private final ExportFiles files;
    private final JsonMapper json;
    private final InstantSource clock;

    ExportJob(
            Transactions transactions,
            ExportStore store,
            Consensuses consensuses,
            ExportFiles files,
            JsonMapper json,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.consensuses = consensuses;
        this.files = files;
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
        UUID id = context.parameters(Parameters.class).exportId();
        Export export = transactions.read(organisation, () -> store.get(id));
        if (export == null || export.state() == ExportState.EXPIRED) {
            return null;
        }
        consensuses.settle(principal, export.projectId());
        Path file = context.folder().resolve("export");
        try {
            Written written = write(organisation, export, file, context.progress());
            long bytes = Files.size(file);
            String sha256 = Sha256.hex(file);
            files.take(organisation, id, file);
            Instant now = clock.instant();
            transactions.write(
                    organisation,
                    () ->
                            store.ready(
                                    id,
                                    written.rows(),
                                    written.skipped(),
                                    bytes,
                                    sha256,
                                    now,
                                    now.plus(KEPT)));
            return Map.of("exportId", id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Written write(UUID organisation, Export export, Path file, Progress progress)
            throws IOException {
        var seen = new AtomicLong();
        long total =
                transactions.read(
                        organisation, () -> store.count(export.projectId(), export.wanted()));
        return SideWork.run(
                progress,
                seen::get,
                total,
                "tasks written",
                () -> read(organisation, export, file, seen));
    }

    private Written read(UUID organisation, Export export, Path file, AtomicLong seen)
            throws IOException {
        try (RowSink sink = sink(file, export.wanted())) {
            var skipped = new AtomicLong();
            transactions.read(
                    organisation,
                    () -> {
                        store.each(
                                export.projectId(),
                                export.wanted(),
                                row -> {
                                    if (Thread.currentThread().isInterrupted()) {
                                        throw new CancellationException("The export was stopped.");
                                    }
                                    skipped.addAndGet(put(sink, row) ? 0 : 1);
                                    seen.incrementAndGet();
                                });
                        return true;
                    });
            sink.finish();
            return new Written(seen.get() - skipped.get(), skipped.get());
        }
    }

    private static boolean put(RowSink sink, ExportRow row) {
        try {
            return sink.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RowSink sink(Path file, NewExport wanted) throws IOException {
        return switch (wanted.format()) {
            case JSONL, PREFERENCE, MESSAGES -> new JsonSink(file, wanted, json);
            case CSV -> new TableSink.CsvFile(file, json);
            case PARQUET -> new TableSink.ParquetFile(file, json);
        };
    }
}
