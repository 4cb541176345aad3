package org.maslin.server.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.dataset.format.ParquetRows;
import org.maslin.server.plumbing.CsvRow;
import org.maslin.server.plumbing.CsvTable;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.TextSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a file in any of the formats. Streams; holds one record. An archive is read member
 * by member without being unpacked to where its names lead; what it unpacks to is measured on the
 * way.
 */
final class FileRecords implements JsonRecords {

    private static final int LONGEST_TEXT = 16 << 20;
    private static final int MOST_MEMBERS = 1_000_000;

    private final Path file;
    private final NewImport wanted;
    private final Path scratch;
    private final JsonMapper json;
    private final FieldNames names;

    /**
     * @param scratch a folder for what must be a file to be read
     */
    FileRecords(Path file, NewImport wanted, Path scratch, JsonMapper json) {
        this.file = file;
        this.wanted = wanted;
        this.scratch = scratch;
        this.json = json;
        this.names = new FieldNames(json);
    }

    @Override
    public void read(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) throws IOException {
        var sink = new Sink(taken, rejected);
        if (wanted.format() == ImportFormat.PARQUET) {
            parquet(file, wanted.name(), sink);
            return;
        }
        var packed = new Measured(Files.newInputStream(file));
        try (InputStream in = unpacked(packed)) {
            switch (wanted.format()) {
                case ZIP -> zip(new ZipInputStream(in, StandardCharsets.UTF_8), packed, sink);
                case TAR -> tar(new TarArchiveInputStream(in, "UTF-8"), packed, sink);
                default -> one(in, wanted.name(), wanted.format(), sink);
            }
        } catch (ZipException broken) {
            throw new BadInputException(
                    wanted.name(),
                    "a broken archive (%s)".formatted(broken.getMessage()),
                    "a whole one",
                    "Pack it again, and send it again.");
        }
    }

    private InputStream unpacked(Measured packed) throws IOException {
        var in = new BufferedInputStream(packed, 1 << 16);
        return wanted.format() == ImportFormat.ZIP
                ? in
                : new Unpacking(TextSource.unpacked(in, wanted.name()), packed, wanted.name());
    }

    /** Where records go. */
    private record Sink(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) {}

    private void one(InputStream in, String name, ImportFormat format, Sink sink)
            throws IOException {
        switch (format) {
            case JSONL -> JsonLines.read(in, name, sink.taken(), sink.rejected());
            case CSV -> csv(in, name, sink);
            case TEXT -> text(in, name, sink);
            case PARQUET -> {
                Path copy = Files.createTempFile(scratch, "member", ".parquet");
                try {
                    try (var out = Files.newOutputStream(copy)) {
                        in.transferTo(out);
                    }
                    parquet(copy, name, sink);
                } finally {
                    Files.deleteIfExists(copy);
                }
            }
            case ZIP, TAR ->
                    sink.rejected()
                            .accept(
                                    new RejectedLine(
                                            name,
                                            "an archive in an archive",
                                            "files",
                                            "Unpack it first."));
        }
    }

    private void csv(InputStream in, String name, Sink sink) throws IOException {
        CsvTable table = CsvTable.read(in, name, List.of());
        FieldNames.check(name + ":1", table.header());
        while (true) {
            try {
                CsvRow row = table.next();
                if (row == null) {
                    return;
                }
                take(row, name, table.header(), sink);
            } catch (BadInputException bad) {
                sink.rejected().accept(rejection(bad, bad.place()));
                if (!table.canGoOn()) {
                    return;
                }
            }
        }
    }

    private void take(CsvRow row, String name, List<String> header, Sink sink) {
        var cells = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), json.getNodeFactory().stringNode(row.values().get(i)));
        }
        ObjectNode sample;
        try {
            sample = names.sample(cells);
        } catch (BadInputException bad) {
            sink.rejected().accept(rejection(bad, row.place(bad.place())));
            return;
        }
        sink.taken().accept(new JsonLine(name, row.lineNumber(), sample));
    }

    private void parquet(Path parquet, String name, Sink sink) throws IOException {
        long[] number = new long[1];
        try {
            ParquetRows.read(
                    parquet,
                    columns -> FieldNames.check(name, columns),
                    row -> {
                        number[0]++;
                        var cells = new LinkedHashMap<String, @Nullable JsonNode>();
                        json.readTree(row)
                                .properties()
                                .forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
                        ObjectNode sample;
                        try {
                            sample = names.sample(cells);
                        } catch (BadInputException bad) {
                            String place =
                                    "%s, row %d, column %s".formatted(name, number[0], bad.place());
                            sink.rejected().accept(rejection(bad, place));
                            return;
                        }
                        sink.taken().accept(new JsonLine(name, number[0], sample));
                    });
        } catch (ParquetRows.NoParquetException broken) {
            throw new BadInputException(
                    name,
                    "a file that is no Parquet, or a broken one",
                    "a whole Parquet file",
                    "Write it again.");
        }
    }

    private void text(InputStream in, String name, Sink sink) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] head = in.readNBytes(LONGEST_TEXT);
        bytes.write(head);
        long more = in.transferTo(java.io.OutputStream.nullOutputStream());
        String text = bytes.toString(StandardCharsets.UTF_8);
        if (more > 0 || text.indexOf('\uFFFD') >= 0) {
            sink.rejected()
                    .accept(
                            new RejectedLine(
                                    name,
                                    more > 0
                                            ? "%d bytes".formatted(head.length + more)
                                            : "bytes that are not UTF-8",
                                    "a UTF-8 text of at most 16 MiB",
                                    "Split or convert it."));
            return;
        }
        ObjectNode sample = json.createObjectNode();
        sample.put("key", name.substring(Math.max(0, name.length() - 500)));
        sample.put("text", text);
        sink.taken().accept(new JsonLine(name, 1, sample));
    }

    private void zip(ZipInputStream zip, Measured packed, Sink sink) throws IOException {
        int members = 0;
        var unpacking = new Unpacking(zip, packed, wanted.name());
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            countMember(++members);
            if (!entry.isDirectory()) {
                member(unpacking, entry.getName(), sink);
            }
        }
        if (members == 0) {
            throw new BadInputException(
                    wanted.name(), "no zip archive", "a zip archive with files", "Check the file.");
        }
    }

    private void tar(TarArchiveInputStream tar, Measured packed, Sink sink) throws IOException {
        int members = 0;
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            countMember(++members);
            if (entry.isSymbolicLink() || entry.isLink()) {
                reject(entry.getName(), "a link", sink);
            } else if (entry.isFile()) {
                member(tar, entry.getName(), sink);
            }
        }
    }

    private void countMember(int members) {
        if (members > MOST_MEMBERS) {
            throw new BadInputException(
                    wanted.name(),
                    "more than a million files",
                    "at most a million",
                    "Pack the records as JSON lines.");
        }
    }

    private void member(InputStream in, String name, Sink sink) throws IOException {
        if (climbs(name)) {
            reject(name, "a name that leads out of the archive's folder", sink);
            return;
        }
        ImportFormat format = ImportFormat.of(name);
        if (format == null || name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz")) {
            reject(name, "a file of another kind", sink);
            return;
        }
        String place = wanted.name() + "!/" + name;
        try {
            one(Unclosed.of(in), format == ImportFormat.TEXT ? name : place, format, sink);
        } catch (BadInputException bad) {
            if (bad.place().equals(wanted.name())) {
                throw bad;
            }
            sink.rejected().accept(rejection(bad, bad.place()));
        }
    }

    private void reject(String member, String found, Sink sink) {
        sink.rejected()
                .accept(
                        new RejectedLine(
                                wanted.name() + "!/" + member.replaceAll("\\p{Cntrl}", "?"),
                                found,
                                "a .jsonl, .csv, .parquet, .txt or .md file below the archive's folder",
                                "Leave it out, or convert it."));
    }

    static boolean climbs(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || name.contains("\0")
                || name.matches("[A-Za-z]:.*")
                || List.of(name.split("/")).contains("..");
    }

    private static RejectedLine rejection(BadInputException bad, String place) {
        return new RejectedLine(place, bad.found(), bad.expected(), bad.hint());
    }
}
