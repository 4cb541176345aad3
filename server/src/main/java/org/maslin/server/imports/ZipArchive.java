package org.maslin.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** A zip archive, as its own directory lists it. */
final class ZipArchive implements Archive {

    private static final String OLD_NAMES = "IBM437";

    private final ZipFile zip;
    private final Swelling swelling;

    private ZipArchive(ZipFile zip, Swelling swelling) {
        this.zip = zip;
        this.swelling = swelling;
    }

    static ZipArchive open(Path file, String name) throws IOException {
        long packed = Files.size(file);
        ZipFile zip = opened(file, name);
        if (zip.size() > MOST_MEMBERS || zip.size() == 0) {
            int size = zip.size();
            zip.close();
            throw new BadInputException(
                    name,
                    size == 0 ? "an empty archive" : "more than a million files",
                    "1 to 1,000,000 files",
                    "Pack the records as JSON lines.");
        }
        return new ZipArchive(zip, new Swelling(() -> packed, name));
    }

    private static ZipFile opened(Path file, String name) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException broken) {
            String why = String.valueOf(broken.getMessage());
            if (why.contains("bad entry name")) {
                return new ZipFile(file.toFile(), Charset.forName(OLD_NAMES));
            }
            boolean none = why.contains("END header") || why.contains("zip file is empty");
            throw new BadInputException(
                    name,
                    none
                            ? "no zip archive, or one that is cut off"
                            : "a broken archive (%s)".formatted(why),
                    "a whole zip archive with files",
                    "Pack it again, without a password, and send it again.");
        }
    }

    private record File(ZipFile zip, ZipEntry entry, Swelling swelling) implements Member {

        @Override
        public String name() {
            return entry.getName();
        }

        @Override
        public @Nullable String oddity() {
            return null;
        }

        @Override
        public InputStream open() throws IOException {
            return new Unpacking(zip.getInputStream(entry), swelling);
        }
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                visitor.visit(new File(zip, entry, swelling));
            }
        }
    }

    @Override
    public @Nullable Member named(String name) {
        ZipEntry entry = zip.getEntry(name);
        return entry == null || entry.isDirectory() ? null : new File(zip, entry, swelling);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
