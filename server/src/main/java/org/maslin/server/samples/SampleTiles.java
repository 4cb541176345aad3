package org.maslin.server.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.images.ImageFormat;
import org.maslin.server.plumbing.images.ImageHeader;
import org.maslin.server.plumbing.images.TileCutter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tiles of images that browsers cannot show whole: large ones, and the pages of a TIFF. They are
 * cut when they are first asked for, one page at a time, and kept in the data folder until their
 * file goes; whoever asks meanwhile is told how far it is.
 */
final class SampleTiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SampleTiles.class);
    private static final String UNFINISHED = ".cutting";
    private static final int MOST_FAILED = 1000;

    private final Blobs blobs;
    private final Path folder;
    private final Path scratch;
    private final Map<Place, Cutting> cuttings = new ConcurrentHashMap<>();
    private final ExecutorService cutter =
            Executors.newSingleThreadExecutor(
                    run -> Thread.ofPlatform().daemon().name("tile-cutter").unstarted(run));

    /** Which page of which file. */
    private record Place(UUID organisation, String blob, int page) {}

    /** One page on its way. */
    private static final class Cutting {
        private volatile double share;
        private volatile @Nullable String why;
    }

    SampleTiles(Blobs blobs, Path folder, Path scratch) {
        this.blobs = blobs;
        this.folder = folder;
        this.scratch = scratch;
    }

    /**
     * How far the tiles of a page are; they are cut from now on, if they are not.
     *
     * @param page from 1
     */
    TileSet of(UUID organisation, StoredFile file, int page) {
        StoredFile.PageSize size = file.page(page);
        if (size == null) {
            throw RefusedException.notFound("image page", page);
        }
        int levels = TileCutter.levels(size.width(), size.height());
        var place = new Place(organisation, file.blob(), page);
        if (Files.isDirectory(folderOf(place))) {
            cuttings.remove(place);
            return set(TileSet.State.READY, 1, null, size, levels);
        }
        Cutting cutting =
                cuttings.computeIfAbsent(
                        place,
                        p -> {
                            var begun = new Cutting();
                            cutter.execute(() -> cut(p, begun));
                            return begun;
                        });
        return cutting.why == null
                ? set(TileSet.State.CUTTING, cutting.share, null, size, levels)
                : set(TileSet.State.FAILED, cutting.share, cutting.why, size, levels);
    }

    private static TileSet set(
            TileSet.State state,
            double share,
            @Nullable String why,
            StoredFile.PageSize size,
            int levels) {
        return new TileSet(state, share, why, size.width(), size.height(), TileCutter.SIDE, levels);
    }

    /** Hands out a tile of a page that was cut. */
    Reply tile(UUID organisation, StoredFile file, int page, int level, String name) {
        var place = new Place(organisation, file.blob(), page);
        if (!name.matches("\\d{1,6}-\\d{1,6}")) {
            throw RefusedException.notFound("tile", name);
        }
        String[] at = name.split("-");
        Path tile =
                TileCutter.tile(
                        folderOf(place), level, Integer.parseInt(at[0]), Integer.parseInt(at[1]));
        try {
            String tag = "%s-%d-%d-%s".formatted(file.blob(), page, level, name);
            return Reply.kept(
                    ImageFormat.JPEG.type(), null, Files.size(tile), tag, from -> open(tile, from));
        } catch (IOException none) {
            throw RefusedException.notFound("tile", name);
        }
    }

    private static InputStream open(Path tile, long from) throws IOException {
        InputStream in = Files.newInputStream(tile);
        in.skipNBytes(from);
        return in;
    }

    private void cut(Place place, Cutting cutting) {
        Path target = folderOf(place);
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            Path image = Files.createTempFile(scratch, ".tiles", ".tmp");
            try {
                try (InputStream in = blobs.open(place.organisation(), place.blob())) {
                    Files.copy(in, image, StandardCopyOption.REPLACE_EXISTING);
                }
                remove(unfinished);
                Files.createDirectories(unfinished);
                cut(image, place.page(), unfinished, cutting);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(image);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError failed) {
            LOG.warn("Page {} of the image {} was not cut.", place.page(), place.blob(), failed);
            cutting.why = String.valueOf(failed.getMessage());
            remove(unfinished);
            forgetFailed();
        }
    }

    private static void cut(Path image, int page, Path to, Cutting cutting) throws IOException {
        List<@Nullable ImageHeader> directories;
        try (FileChannel channel = FileChannel.open(image)) {
            ImageHeader first = ImageHeader.read("image", channel);
            if (first == null || !TileCutter.cuts(first.format())) {
                throw new IOException("Images of this format are not cut into tiles.");
            }
            directories = ImageHeader.directories(first.format(), channel);
        }
        int pages = 0;
        for (int i = 0; i < directories.size(); i++) {
            ImageHeader header = directories.get(i);
            pages += header == null ? 0 : 1;
            if (header != null && pages == page) {
                TileCutter.cut(image, i, header, to, share -> cutting.share = share);
                return;
            }
        }
        throw new IOException("There is no page " + page + ".");
    }

    private void forgetFailed() {
        if (cuttings.size() > MOST_FAILED) {
            cuttings.values().removeIf(one -> one.why != null);
        }
    }

    /** Removes the tiles of a file that goes. */
    void forget(UUID organisation, String blob) {
        remove(folder.resolve(organisation.toString()).resolve(blob));
    }

    private Path folderOf(Place place) {
        return folder.resolve(place.organisation().toString())
                .resolve(place.blob())
                .resolve(String.valueOf(place.page()));
    }

    private static void remove(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cutter.shutdownNow();
    }
}
