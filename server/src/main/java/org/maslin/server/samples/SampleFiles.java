package org.maslin.server.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.KeyedHash;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.images.ImageHeader;

/**
 * The files that samples show: looked at before they are kept, kept once, and handed out under
 * headers that let nothing in them run.
 */
public final class SampleFiles {

    static final long LARGEST_IMAGE = 2L << 30;
    static final long LARGEST_FILE = 5L << 30;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_NAME = 500;
    private static final int MOST_AT_ONCE = 1000;
    private static final Duration GRACE = Duration.ofDays(1);

    private final Transactions transactions;
    private final SampleFileStore store;
    private final Blobs blobs;
    private final SampleTiles tiles;
    private final Path scratch;
    private final byte[] contentKey;
    private final InstantSource clock;

    /** What a file must be. */
    enum Wish {
        IMAGE,
        ANY
    }

    /** Whether a file is kept, or only looked at. */
    enum Keeping {
        KEEP,
        TRY
    }

    SampleFiles(
            Transactions transactions,
            SampleFileStore store,
            Blobs blobs,
            SampleTiles tiles,
            Path scratch,
            byte[] contentKey,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.blobs = blobs;
        this.tiles = tiles;
        this.scratch = scratch;
        this.contentKey = contentKey.clone();
        this.clock = clock;
    }

    /** Keeps a file that samples of a later import show. */
    public StoredFile upload(Principal principal, String name, InputStream content) {
        return keep(principal.organisationId(), "body", name, content, wishOf(name), Keeping.KEEP);
    }

    /**
     * Keeps an image that a sample is about to show.
     *
     * @param place for messages
     * @throws BadInputException if it is none
     */
    public StoredFile keepImage(
            Principal principal, String place, String name, InputStream content) {
        return keep(principal.organisationId(), place, name, content, Wish.IMAGE, Keeping.KEEP);
    }

    /** A file whose name is that of an image must be one. */
    static Wish wishOf(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|webp|bmp|tiff?)")
                ? Wish.IMAGE
                : Wish.ANY;
    }

    /**
     * Looks at a file and keeps it.
     *
     * @param place for messages
     * @throws BadInputException if it is not what it must be
     */
    StoredFile keep(
            UUID organisation,
            String place,
            String name,
            InputStream content,
            Wish wish,
            Keeping keeping) {
        try {
            Path copy = Files.createTempFile(scratch, ".sample", ".tmp");
            try {
                long most = wish == Wish.IMAGE ? LARGEST_IMAGE : LARGEST_FILE;
                spool(content, copy, most, place);
                return keep(organisation, place, name, copy, wish, keeping);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredFile keep(
            UUID organisation, String place, String name, Path copy, Wish wish, Keeping keeping)
            throws IOException {
        ImageHeader header;
        List<StoredFile.PageSize> pages;
        try (FileChannel channel = FileChannel.open(copy)) {
            header = ImageHeader.read(place, channel);
            pages = header == null ? List.of() : pages(ImageHeader.pages(place, header, channel));
        }
        long bytes = Files.size(copy);
        if (wish == Wish.IMAGE && header == null) {
            throw new BadInputException(
                    place,
                    "%,d bytes that are no image".formatted(bytes),
                    "a PNG, JPEG, GIF, WebP, BMP or TIFF image",
                    "Convert it, or give it as a file.");
        }
        if (bytes == 0) {
            throw new BadInputException(place, "an empty file", "a file", "Leave it out.");
        }
        String address;
        try (InputStream in = Files.newInputStream(copy)) {
            address =
                    keeping == Keeping.KEEP
                            ? blobs.put(organisation, in, LARGEST_FILE).address()
                            : KeyedHash.forOrganisation(contentKey, organisation).hex(in);
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        String shown = last.substring(Math.max(0, last.length() - LONGEST_NAME));
        var file =
                header == null
                        ? new StoredFile(
                                address,
                                shown,
                                StoredFile.typeOf(shown),
                                bytes,
                                null,
                                null,
                                null,
                                null)
                        : new StoredFile(
                                address,
                                shown,
                                header.format().type(),
                                bytes,
                                header.shownWidth(),
                                header.shownHeight(),
                                header.orientation(),
                                pages.size() > 1 ? pages : null);
        if (keeping == Keeping.KEEP) {
            note(organisation, file, copy);
        }
        return file;
    }

    private static List<StoredFile.PageSize> pages(List<ImageHeader> headers) {
        return headers.stream()
                .map(one -> new StoredFile.PageSize(one.shownWidth(), one.shownHeight()))
                .toList();
    }

    /**
     * Notes a file that is kept, whatever becomes of a transaction that runs here: what is noted
     * and not shown is found again and removed. It may have been removed just now, and is put again
     * then.
     */
    private void note(UUID organisation, StoredFile file, Path copy) throws IOException {
        apart(
                () ->
                        transactions.write(
                                organisation,
                                () -> store.keep(organisation, file, clock.instant())));
        try (InputStream kept = blobs.open(organisation, file.blob())) {
            kept.readNBytes(1);
        } catch (java.nio.file.NoSuchFileException removed) {
            try (InputStream in = Files.newInputStream(copy)) {
                blobs.put(organisation, in, LARGEST_FILE);
            }
        }
    }

    private static void apart(Runnable work) {
        var task = new FutureTask<Boolean>(work, true);
        Thread.ofVirtual().start(task);
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a file was noted.", stopped);
        }
    }

    private static void spool(InputStream content, Path copy, long most, String place)
            throws IOException {
        try (var out = Files.newOutputStream(copy)) {
            var buffer = new byte[BUFFER_BYTES];
            long total = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > most) {
                    throw new BadInputException(
                            place,
                            "more than %,d bytes".formatted(most),
                            "at most %,d bytes".formatted(most),
                            "Scale it down, or split it.");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** A file that was kept before, by its blob. */
    @Nullable StoredFile known(UUID organisation, String blob) {
        return transactions.read(organisation, () -> store.get(blob));
    }

    /** Notes which files new samples show. */
    void show(UUID organisation, List<UUID> samples, List<String> shown) {
        store.show(organisation, samples, shown);
    }

    /**
     * Hands out a file that a sample shows.
     *
     * @param content of a sample that the asker may see
     */
    public Reply reply(Principal principal, Content content, String blob) {
        StoredFile file = shown(content, blob);
        return Reply.kept(
                file.isShown() ? file.type() : StoredFile.UNKNOWN_TYPE,
                file.isShown() ? null : file.name(),
                file.bytes(),
                file.blob(),
                from -> blobs.open(principal.organisationId(), blob, from));
    }

    /**
     * How far the tiles of a page of an image that a sample shows are.
     *
     * @param content of a sample that the asker may see
     * @param page from 1
     */
    public TileSet tiles(Principal principal, Content content, String blob, int page) {
        return tiles.of(principal.organisationId(), shown(content, blob), page);
    }

    /**
     * Hands out a tile.
     *
     * @param content of a sample that the asker may see
     * @param name of the tile: its column and its row
     */
    public Reply tile(
            Principal principal, Content content, String blob, int page, int level, String name) {
        return tiles.tile(principal.organisationId(), shown(content, blob), page, level, name);
    }

    private static StoredFile shown(Content content, String blob) {
        return content.files().stream()
                .filter(one -> one.blob().equals(blob))
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound("file", blob));
    }

    /** Removes files that no sample has shown for a day. */
    void tidy(UUID organisation) {
        List<String> gone;
        do {
            gone =
                    transactions.write(
                            organisation,
                            () -> {
                                List<String> forgotten =
                                        store.forget(clock.instant().minus(GRACE), MOST_AT_ONCE);
                                store.unshared(forgotten)
                                        .forEach(blob -> delete(organisation, blob));
                                return forgotten;
                            });
        } while (gone.size() == MOST_AT_ONCE);
    }

    private void delete(UUID organisation, String blob) {
        try {
            tiles.forget(organisation, blob);
            blobs.delete(organisation, blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
