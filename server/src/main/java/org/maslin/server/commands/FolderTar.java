package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** Files and folders as one archive, packed while it is read. Links are left out. */
final class FolderTar {

    private static final int PIPE_BYTES = 1 << 20;

    private final List<Path> paths;

    FolderTar(List<Path> paths) {
        this.paths = List.copyOf(paths);
    }

    /** The archive; what goes wrong while it is packed comes out of the stream. */
    InputStream open() {
        try {
            var in = new Faulty();
            var out = new PipedOutputStream(in);
            Thread.ofVirtual().start(() -> pack(in, out));
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pipe whose end may be a fault. */
    private static final class Faulty extends PipedInputStream {

        private volatile @Nullable IOException fault;

        Faulty() {
            super(PIPE_BYTES);
        }

        @Override
        public synchronized int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            IOException broken = fault;
            if (read < 0 && broken != null) {
                throw broken;
            }
            return read;
        }
    }

    private void pack(Faulty in, OutputStream out) {
        try (out;
                var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            for (Path path : paths) {
                add(tar, path);
            }
        } catch (IOException broken) {
            in.fault = broken;
        } catch (UncheckedIOException broken) {
            in.fault = broken.getCause();
        }
    }

    private static void add(TarArchiveOutputStream tar, Path top) throws IOException {
        Path above = top.toAbsolutePath().normalize().getParent();
        try (Stream<Path> files = Files.walk(top.toAbsolutePath().normalize())) {
            for (Path file : files.filter(FolderTar::isFile).sorted().toList()) {
                String name = (above == null ? file : above.relativize(file)).toString();
                var entry = new TarArchiveEntry(name.replace('\\', '/'));
                entry.setSize(Files.size(file));
                tar.putArchiveEntry(entry);
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }
}
