package org.maslin.server.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipException;
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
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.samples.Attachments;
import org.maslin.server.samples.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of a file in any of the formats, and the files that they name. Streams; holds one
 * record. An archive is read member by member without being unpacked to where its names lead; what
 * it unpacks to is measured on the way.
 */
final class FileRecords implements JsonRecords, Attachments {

    private static final int LONGEST_TEXT = 16 << 20;
    private static final int LONGEST_KEY = 500;

    private final Path file;
    private final NewImport wanted;
    private final Path scratch;
    private final Egress egress;
    private final S3Buckets buckets;
    private final JsonMapper json;
    private final FieldNames names;
    private @Nullable Archive archive;

    /**
     * @param scratch a folder for what must be a file to be read
     */
    FileRecords(
            Path file,
            NewImport wanted,
            Path scratch,
            Egress egress,
            S3Buckets buckets,
            JsonMapper json) {
        this.file = file;
        this.wanted = wanted;
        this.scratch = scratch;
        this.egress = egress;
        this.buckets = buckets;
        this.json = json;
        this.names = new FieldNames(json);
    }

    @Override
    public void read(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) throws IOException {
        var sink = new Sink(taken, rejected);
        switch (wanted.format()) {
            case PARQUET -> parquet(file, wanted.name(), sink);
            case IMAGE, FILE -> whole(wanted.name(), wanted.name(), wanted.format(), sink);
            case ZIP -> archive(ZipArchive.open(file, wanted.name()), sink);
            case TAR -> archive(TarArchive.open(file, wanted.name(), scratch), sink);
            case FOLDER -> archive(new S3Folder(buckets, String.valueOf(wanted.url())), sink);
            case JSONL, CSV, TEXT -> one(this::unpacked, wanted.name(), wanted.format(), sink);
        }
    }

    private InputStream unpacked() throws IOException {
        var packed = new Measured(Files.newInputStream(file));
        var in = new BufferedInputStream(packed, 1 << 16);
        return new Unpacking(
                TextSource.unpacked(in, wanted.name()), new Swelling(packed::bytes, wanted.name()));
    }

    /** Where records go. */
    private record Sink(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) {}

    /** Opens something that is read more than once. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private void one(Source source, String name, ImportFormat format, Sink sink)
            throws IOException {
        switch (format) {
            case JSONL -> {
                try (InputStream in = source.open()) {
                    JsonLines.read(in, name, sink.taken(), sink.rejected());
                }
            }
            case CSV -> {
                if (wanted.rows()) {
                    csvRows(source, name, sink);
                } else {
                    try (InputStream in = source.open()) {
                        csv(in, name, sink);
                    }
                }
            }
            case TEXT -> {
                try (InputStream in = source.open()) {
                    text(in, name, sink);
                }
            }
            case PARQUET -> {
                Path copy = Files.createTempFile(scratch, "member", ".parquet");
                try (InputStream in = source.open()) {
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                    parquet(copy, name, sink);
                } finally {
                    Files.deleteIfExists(copy);
                }
            }
            case IMAGE, FILE, ZIP, TAR, FOLDER -> throw new IllegalArgumentException(name);
        }
    }

    /** A file that is one sample. */
    private void whole(String place, String name, ImportFormat format, Sink sink) {
        ObjectNode sample = json.createObjectNode();
        sample.put("key", name.substring(Math.max(0, name.length() - LONGEST_KEY)));
        sample.put(format == ImportFormat.IMAGE ? "image" : "file", "/" + name);
        sink.taken().accept(new JsonLine(place, 0, sample));
    }

    @Override
    public @Nullable Opened open(String source, String name) throws IOException {
        if (Fetching.isAddress(name)) {
            return Fetching.open(egress, name);
        }
        if (S3Buckets.isAddress(name)) {
            return fromBucket(name);
        }
        if (archive != null) {
            Archive.Member member = member(archive, source, name);
            return member == null ? null : new Opened(member.name(), member.open());
        }
        if (name.equals("/" + wanted.name())
                && (wanted.format() == ImportFormat.IMAGE
                        || wanted.format() == ImportFormat.FILE)) {
            return new Opened(wanted.name(), Files.newInputStream(file));
        }
        String url = wanted.url();
        return url == null ? null : beside(url, name);
    }

    private Opened fromBucket(String address) throws IOException {
        return new Opened(address.substring(address.lastIndexOf('/') + 1), buckets.open(address));
    }

    private Opened beside(String url, String name) throws IOException {
        if (S3Buckets.isAddress(url)) {
            return fromBucket(url.substring(0, url.lastIndexOf('/') + 1) + name);
        }
        try {
            URI there = URI.create(url).resolve(new URI(null, null, name, null));
            return Fetching.open(egress, there.toString());
        } catch (URISyntaxException e) {
            throw new BadInputException(
                    name, "\"" + name + "\"", "a path or an address", "Check the name.");
        }
    }

    /** What a record names: from its own folder, then from the top. */
    private Archive.@Nullable Member member(Archive packed, String source, String name) {
        String bare = name.startsWith("./") ? name.substring(2) : name;
        if (bare.startsWith("/")) {
            return packed.named(bare.substring(1));
        }
        if (climbs(bare)) {
            throw new BadInputException(
                    name,
                    "\"" + name + "\"",
                    "the name of a file below the archive's folder",
                    "Name it from the record's folder, without \"..\".");
        }
        String place = source.startsWith(wanted.name() + "!/") ? source : "";
        String inside = place.isEmpty() ? "" : place.substring(wanted.name().length() + 2);
        String folder = inside.substring(0, inside.lastIndexOf('/') + 1);
        Archive.Member near = packed.named(folder + bare);
        return near == null ? packed.named(bare) : near;
    }

    @Override
    public boolean isTrial() {
        return wanted.dryRun();
    }

    @Override
    public boolean stops(BadInputException fault) {
        return fault.place().equals(wanted.name()) && archive != null;
    }

    private void csvRows(Source source, String name, Sink sink) throws IOException {
        ColumnTypes types;
        try (InputStream in = source.open()) {
            CsvTable table = CsvTable.read(in, name, List.of());
            types = new ColumnTypes(table.header().size());
            eachRow(table, types::add, bad -> {});
        }
        try (InputStream in = source.open()) {
            CsvTable table = CsvTable.read(in, name, List.of());
            List<String> header = table.header();
            eachRow(
                    table,
                    row -> {
                        ObjectNode sample = json.createObjectNode();
                        var cells = new ArrayList<JsonNode>();
                        for (int i = 0; i < header.size(); i++) {
                            String cell = row.values().get(i);
                            Cell.Type type = types.of(i);
                            names.put(
                                    sample,
                                    cells,
                                    header.get(i),
                                    type,
                                    ColumnTypes.value(type, cell),
                                    cell);
                        }
                        sample.set("row", json.createArrayNode().addAll(cells));
                        sink.taken().accept(new JsonLine(name, row.lineNumber(), sample));
                    },
                    bad -> sink.rejected().accept(rejection(bad, bad.place())));
        }
    }

    private static void eachRow(
            CsvTable table, Consumer<CsvRow> rows, Consumer<BadInputException> faults)
            throws IOException {
        while (true) {
            CsvRow row;
            try {
                row = table.next();
            } catch (BadInputException bad) {
                faults.accept(bad);
                if (!table.canGoOn()) {
                    return;
                }
                continue;
            }
            if (row == null) {
                return;
            }
            rows.accept(row);
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
                    columns -> {
                        if (!wanted.rows()) {
                            FieldNames.check(name, columns);
                        }
                    },
                    row -> {
                        number[0]++;
                        var cells = new LinkedHashMap<String, @Nullable JsonNode>();
                        json.readTree(row)
                                .properties()
                                .forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
                        ObjectNode sample;
                        try {
                            sample = wanted.rows() ? names.row(cells) : names.sample(cells);
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

    private void archive(Archive opened, Sink sink) throws IOException {
        try (opened) {
            archive = opened;
            boolean[] hasRecords = new boolean[1];
            opened.each(
                    member -> {
                        ImportFormat format = ImportFormat.of(member.name());
                        hasRecords[0] |= format != null && format.holdsRecords();
                    });
            opened.each(member -> member(member, hasRecords[0], sink));
        } catch (ZipException broken) {
            throw new BadInputException(
                    wanted.name(),
                    "a broken archive (%s)".formatted(broken.getMessage()),
                    "a whole one",
                    "Pack it again, and send it again.");
        } finally {
            archive = null;
        }
    }

    /**
     * Reads one file of an archive. Where some files hold records, images are for them to name;
     * where none does, each image is a sample.
     */
    private void member(Archive.Member member, boolean hasRecords, Sink sink) throws IOException {
        String name = member.name();
        if (climbs(name)) {
            reject(name, "a name that leads out of the archive's folder", sink);
            return;
        }
        String oddity = member.oddity();
        if (oddity != null) {
            reject(name, oddity, sink);
            return;
        }
        if (isLeftByAProgram(name)) {
            return;
        }
        ImportFormat format = ImportFormat.of(name);
        String place = wanted.name() + "!/" + name;
        switch (format) {
            case null -> other(place, name, hasRecords, sink);
            case FILE -> other(place, name, hasRecords, sink);
            case ZIP, TAR, FOLDER -> reject(name, "an archive in an archive", sink);
            case IMAGE -> {
                if (!hasRecords) {
                    whole(place, name, ImportFormat.IMAGE, sink);
                }
            }
            case JSONL, CSV, PARQUET, TEXT -> records(member, place, format, sink);
        }
    }

    private void records(Archive.Member member, String place, ImportFormat format, Sink sink)
            throws IOException {
        String name = member.name();
        if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            reject(name, "a packed file in an archive", sink);
            return;
        }
        try {
            one(member::open, format == ImportFormat.TEXT ? name : place, format, sink);
        } catch (BadInputException bad) {
            if (bad.place().equals(wanted.name())) {
                throw bad;
            }
            sink.rejected().accept(rejection(bad, bad.place()));
        }
    }

    private void other(String place, String name, boolean hasRecords, Sink sink) {
        if (!wanted.files()) {
            reject(name, "a file of another kind", sink);
        } else if (!hasRecords) {
            whole(place, name, ImportFormat.FILE, sink);
        }
    }

    /** What file managers leave in folders. */
    private static boolean isLeftByAProgram(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/")
                || last.startsWith(".")
                || last.equals("Thumbs.db")
                || last.equals("desktop.ini");
    }

    private void reject(String member, String found, Sink sink) {
        sink.rejected()
                .accept(
                        new RejectedLine(
                                wanted.name() + "!/" + member.replaceAll("\\p{Cntrl}", "?"),
                                found,
                                "a .jsonl, .csv, .parquet, .txt, .md or image file below the archive's folder",
                                "Leave it out, convert it, or say files=true to take files of any kind."));
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
