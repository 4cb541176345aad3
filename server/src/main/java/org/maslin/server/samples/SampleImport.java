package org.maslin.server.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.http.JsonBody;
import tools.jackson.databind.json.JsonMapper;

/** One import on its way: gathers lines into batches and keeps the counts. */
final class SampleImport {

    /** Stores a batch; returns how many of it were new. */
    @FunctionalInterface
    interface Storage {
        int store(List<SampleFlow.Row> batch);
    }

    /** Decides when a batch of these keys is stored. */
    @FunctionalInterface
    interface Writer {
        void write(Set<String> keys, Runnable storing);
    }

    private static final int ROWS_A_BATCH = 1_000;
    private static final int MOST_LISTED = 10_000;

    private final SampleFlow flow;
    private final JsonMapper json;
    private final Supplier<UUID> ids;
    private final OnReject onReject;
    private final Consumer<RejectedLine> refusedOnes;
    private final Storage storage;
    private final Writer writer;
    private final List<SampleFlow.Row> batch = new ArrayList<>(ROWS_A_BATCH);
    private final List<RejectedLine> rejected = new ArrayList<>();
    private long read;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong present = new AtomicLong();
    private long refused;

    SampleImport(
            SampleFlow flow,
            JsonMapper json,
            Supplier<UUID> ids,
            OnReject onReject,
            Consumer<RejectedLine> refusedOnes,
            Storage storage,
            Writer writer) {
        this.flow = flow;
        this.json = json;
        this.ids = ids;
        this.onReject = onReject;
        this.refusedOnes = refusedOnes;
        this.storage = storage;
        this.writer = writer;
    }

    void take(JsonLine line) {
        try {
            take(JsonBody.read(json, line.fields(), NewSample.class));
        } catch (BadInputException bad) {
            reject(
                    new RejectedLine(
                            line.place(bad.place()), bad.found(), bad.expected(), bad.hint()));
        }
    }

    /** Takes a sample; refused by an exception, it counts as not read. */
    void take(NewSample sample) {
        SampleFlow.Row row = flow.row(ids.get(), sample);
        read++;
        if (mustUndo()) {
            return;
        }
        batch.add(row);
        if (batch.size() == ROWS_A_BATCH) {
            flush();
        }
    }

    void reject(RejectedLine line) {
        read++;
        refused++;
        refusedOnes.accept(line);
        if (rejected.size() < MOST_LISTED) {
            rejected.add(line);
        }
    }

    /** Whether a rejected line undoes the import; the rest is only read to find more of them. */
    boolean mustUndo() {
        return onReject == OnReject.ROLLBACK && refused > 0;
    }

    void flush() {
        if (!batch.isEmpty() && !mustUndo()) {
            List<SampleFlow.Row> rows = List.copyOf(batch);
            writer.write(
                    keys(rows),
                    () -> {
                        int added = storage.store(rows);
                        taken.addAndGet(added);
                        present.addAndGet(rows.size() - added);
                    });
        }
        batch.clear();
    }

    private static Set<String> keys(List<SampleFlow.Row> rows) {
        return rows.stream().map(SampleFlow.Row::key).collect(Collectors.toSet());
    }

    ImportReport report() {
        if (refused > rejected.size()) {
            rejected.add(
                    new RejectedLine(
                            "the rest",
                            refused - MOST_LISTED + " more rejected lines",
                            "lines without faults",
                            "Correct the lines listed above first, then import again."));
        }
        return mustUndo()
                ? new ImportReport(read, 0, 0, true, rejected)
                : new ImportReport(read, taken.get(), present.get(), false, rejected);
    }
}
