package org.maslin.server.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.TextSource;

/** A tar archive, listed once; one that is packed is unpacked into a scratch file first. */
final class TarArchive implements Archive {

    private final Path tar;
    private final @Nullable Path scratch;
    private final List<File> files = new ArrayList<>();
    private final Map<String, File> byName = new HashMap<>();

    private TarArchive(Path tar, @Nullable Path scratch) {
        this.tar = tar;
        this.scratch = scratch;
    }

    static TarArchive open(Path file, String name, Path folder) throws IOException {
        Path scratch = unpacked(file, name, folder);
        var archive = new TarArchive(scratch == null ? file : scratch, scratch);
        try {
            archive.list(name);
            return archive;
        } catch (IOException | RuntimeException broken) {
            archive.close();
            if (broken instanceof IOException) {
                throw new BadInputException(
                        name,
                        "a broken archive (%s)".formatted(broken.getMessage()),
                        "a whole tar archive",
                        "Pack it again, and send it again.");
            }
            throw broken;
        }
    }

    private static @Nullable Path unpacked(Path file, String name, Path folder) throws IOException {
        var packed = new Measured(Files.newInputStream(file));
        try (var buffered = new BufferedInputStream(packed, 1 << 16)) {
            InputStream plain = TextSource.unpacked(buffered, name);
            if (plain == buffered) {
                return null;
            }
            Path scratch = Files.createTempFile(folder, ".unpacked", ".tar");
            try (var out = Files.newOutputStream(scratch)) {
                new Unpacking(plain, new Swelling(packed::bytes, name)).transferTo(out);
            } catch (IOException | RuntimeException broken) {
                Files.deleteIfExists(scratch);
                throw broken;
            }
            return scratch;
        }
    }

    private void list(String name) throws IOException {
        try (var in = new TarArchiveInputStream(Files.newInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry();
                    entry != null;
                    entry = in.getNextEntry()) {
                if (files.size() >= MOST_MEMBERS) {
                    throw new BadInputException(
                            name,
                            "more than a million files",
                            "at most a million",
                            "Pack the records as JSON lines.");
                }
                String oddity = oddity(entry);
                if (oddity != null || entry.isFile()) {
                    var file =
                            new File(
                                    tar,
                                    entry.getName(),
                                    oddity,
                                    in.getBytesRead(),
                                    entry.getSize());
                    files.add(file);
                    byName.put(file.name(), file);
                }
            }
        }
        if (files.isEmpty()) {
            throw new BadInputException(
                    name, "no tar archive", "a tar archive with files", "Check the file.");
        }
    }

    private static @Nullable String oddity(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return "a link";
        }
        return entry.isSparse() ? "a file with holes" : null;
    }

    private record File(Path tar, String name, @Nullable String oddity, long begin, long bytes)
            implements Member {

        @Override
        public InputStream open() throws IOException {
            InputStream in = Files.newInputStream(tar);
            in.skipNBytes(begin);
            return new BufferedInputStream(new Slice(in, bytes), 1 << 16);
        }
    }

    /** The next so many bytes. */
    private static final class Slice extends FilterInputStream {

        private long left;

        Slice(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = left == 0 ? -1 : in.read(buffer, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        for (File file : files) {
            visitor.visit(file);
        }
    }

    @Override
    public @Nullable Member named(String name) {
        File file = byName.get(name);
        return file == null || file.oddity() != null ? null : file;
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            Files.deleteIfExists(scratch);
        }
    }
}
