package org.maslin.server.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.samples.Attachments;
import tools.jackson.databind.JsonNode;

/**
 * Records, with the files that they name by address being fetched before their turn, several at
 * once. The records come in their order all the same; those that name no address wait for nobody.
 */
final class FetchAhead implements JsonRecords, Attachments, Closeable {

    private static final int AHEAD = 32;
    private static final int AT_ONCE = 8;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long MOST_OF_IMAGE = (2L << 30) + 1;
    private static final long MOST_OF_FILE = (5L << 30) + 1;

    /** A file that was fetched, and the name to remember it by. */
    private record Kept(String name, Path file) {}

    /** A file on its way, and how many records ahead name it. */
    private static final class Fetch {
        final Future<Kept> file;
        int wanted;

        Fetch(Future<Kept> file) {
            this.file = file;
        }
    }

    /** What is to be handed on, and the addresses that it names. */
    private record Turn(Runnable handing, List<String> addresses) {}

    private final JsonRecords records;
    private final Attachments attachments;
    private final Egress egress;
    private final Path folder;
    private final long passedOver;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<String, Fetch> fetches = new HashMap<>();
    private final Queue<Turn> turns = new ArrayDeque<>();
    private long seen;

    /**
     * @param attachments the files that are named otherwise
     * @param folder for files on their way
     * @param passedOver how many records at the start are not wanted any more
     */
    FetchAhead(
            JsonRecords records,
            Attachments attachments,
            Egress egress,
            Path folder,
            long passedOver) {
        this.records = records;
        this.attachments = attachments;
        this.egress = egress;
        this.folder = folder;
        this.passedOver = passedOver;
    }

    @Override
    public void read(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) throws IOException {
        records.read(
                line -> put(new Turn(() -> taken.accept(line), begin(line))),
                bad -> put(new Turn(() -> rejected.accept(bad), begin(null))));
        while (!turns.isEmpty()) {
            hand(turns.remove());
        }
    }

    private void put(Turn turn) {
        if (turns.isEmpty() && turn.addresses().isEmpty()) {
            turn.handing().run();
            return;
        }
        turns.add(turn);
        if (turns.size() > AHEAD) {
            hand(turns.remove());
        }
    }

    private void hand(Turn turn) {
        turn.handing().run();
        turn.addresses().forEach(this::done);
    }

    /** Begins to fetch what a record names; returns the addresses. */
    private List<String> begin(@Nullable JsonLine line) {
        seen++;
        if (line == null || seen <= passedOver) {
            return List.of();
        }
        var addresses = new ArrayList<String>();
        JsonNode fields = line.fields();
        begin(fields.path("image"), MOST_OF_IMAGE, addresses);
        begin(fields.path("file"), MOST_OF_FILE, addresses);
        for (JsonNode message : fields.path("messages")) {
            message.path("images").forEach(one -> begin(one, MOST_OF_IMAGE, addresses));
            for (JsonNode part : message.path("content")) {
                begin(part.path("image"), MOST_OF_IMAGE, addresses);
                begin(part.path("image_url").path("url"), MOST_OF_IMAGE, addresses);
            }
        }
        return addresses;
    }

    private void begin(JsonNode named, long most, List<String> addresses) {
        if (named.isString() && Fetching.isAddress(named.asString())) {
            String address = named.asString();
            addresses.add(address);
            fetches.computeIfAbsent(address, a -> new Fetch(threads.submit(() -> fetched(a, most))))
                    .wanted++;
        }
    }

    private Kept fetched(String address, long most) throws IOException, InterruptedException {
        places.acquire();
        try {
            Opened opened = Fetching.open(egress, address);
            Path copy = Files.createTempFile(folder, "fetched", ".tmp");
            try (InputStream in = opened.content();
                    OutputStream out = Files.newOutputStream(copy)) {
                copy(in, out, most);
            }
            return new Kept(opened.name(), copy);
        } finally {
            places.release();
        }
    }

    /** Copies no more than shows that it is too much. */
    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long total = 0;
        for (int read = in.read(buffer); read >= 0 && total < most; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            total += read;
        }
    }

    @Override
    public @Nullable Opened open(String source, String name) throws IOException {
        Fetch fetch = fetches.get(name);
        if (fetch == null) {
            return attachments.open(source, name);
        }
        try {
            Kept kept = fetch.file.get();
            return new Opened(kept.name(), Files.newInputStream(kept.file()));
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case BadInputException bad -> throw bad;
                case IOException broken -> throw broken;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a file was fetched.", stopped);
        }
    }

    /** Forgets a file that no record ahead names any more. */
    private void done(String address) {
        Fetch fetch = fetches.get(address);
        if (fetch != null && --fetch.wanted == 0) {
            fetches.remove(address);
            remove(fetch);
        }
    }

    private static void remove(Fetch fetch) {
        fetch.file.cancel(true);
        if (fetch.file.state() == Future.State.SUCCESS) {
            try {
                Files.deleteIfExists(fetch.file.resultNow().file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean isTrial() {
        return attachments.isTrial();
    }

    @Override
    public boolean stops(BadInputException fault) {
        return attachments.stops(fault);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        fetches.values().forEach(FetchAhead::remove);
        fetches.clear();
    }
}
