package org.maslin.server.imports;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.samples.ImportReport;
import org.maslin.server.samples.SampleReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records on their way into samples: those that are safe from an earlier run are passed over, those
 * that are rejected are written to a list, and each stored batch notes, in its own transaction, how
 * far all this is.
 */
final class CountedRecords implements JsonRecords, Closeable {

    private final JsonRecords records;
    private final ImportStore.Safe start;
    private final JsonMapper json;
    private final Consumer<ImportStore.Safe> note;
    private final OutputStream list;
    private volatile long seen;
    private long taken;
    private long rejected;
    private long listBytes;

    /**
     * @param start what is safe from an earlier run
     * @param list where rejected records are listed; cut to what is safe
     * @param note keeps what is safe, in the transaction of a batch
     */
    CountedRecords(
            JsonRecords records,
            ImportStore.Safe start,
            Path list,
            JsonMapper json,
            Consumer<ImportStore.Safe> note)
            throws IOException {
        this.records = records;
        this.start = start;
        this.json = json;
        this.note = note;
        this.taken = start.taken();
        this.rejected = start.rejected();
        this.listBytes = start.rejectedBytes();
        Files.createDirectories(list.getParent());
        FileChannel channel =
                FileChannel.open(list, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(start.rejectedBytes());
        channel.position(start.rejectedBytes());
        this.list = new BufferedOutputStream(Channels.newOutputStream(channel));
    }

    @Override
    public void read(Consumer<JsonLine> takenOnes, Consumer<RejectedLine> rejectedOnes)
            throws IOException {
        records.read(
                line -> {
                    if (isNew()) {
                        takenOnes.accept(line);
                    }
                },
                line -> {
                    if (isNew()) {
                        rejectedOnes.accept(line);
                    }
                });
    }

    private boolean isNew() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The import was stopped.");
        }
        seen = seen + 1;
        return seen > start.records();
    }

    /** Lists a record that cannot be taken. */
    void refused(RejectedLine line) {
        byte[] bytes = json.writeValueAsBytes(line);
        try {
            list.write(bytes);
            list.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listBytes += bytes.length + 1;
        rejected++;
    }

    /** Notes a batch with its new samples; all records so far are in it, or before it. */
    void stored(List<SampleReference> added) {
        taken += added.size();
        note.accept(safe());
    }

    private ImportStore.Safe safe() {
        try {
            list.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImportStore.Safe(seen, taken, seen - taken - rejected, rejected, listBytes);
    }

    /** The counts at the end. */
    ImportStore.Safe whole(ImportReport report) {
        ImportStore.Safe safe = safe();
        return report.rolledBack()
                ? new ImportStore.Safe(safe.records(), 0, 0, rejected, listBytes)
                : safe;
    }

    long records() {
        return seen;
    }

    @Override
    public void close() throws IOException {
        list.close();
    }
}
