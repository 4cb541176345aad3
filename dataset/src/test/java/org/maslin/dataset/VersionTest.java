package org.maslin.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.core.Split;

class VersionTest {

    static final List<Column> COLUMNS =
            List.of(
                    new Column("text", Column.Type.TEXT),
                    new Column("probability", Column.Type.NUMBER),
                    new Column("votes", Column.Type.INTEGER),
                    new Column("gold", Column.Type.BOOLEAN),
                    new Column("messages", Column.Type.JSON));

    private static final Map<String, String> INPUTS = Map.of("ontology", "ab".repeat(32));
    private static final Map<String, String> PARAMETERS = Map.of("min-probability", "0.5");

    private final Path folder;

    VersionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void publish_sameRowsInAnotherOrder_hasTheSameIdAndBytes() throws IOException {
        Version first = publish("a", rows(25_000));
        var shuffled = new ArrayList<>(rows(25_000));
        Collections.shuffle(shuffled, new Random(7));
        Version second = publish("b", shuffled);
        assertThat(second).isEqualTo(first);
        assertThat(folder.resolve("b").resolve(first.id()).resolve(Version.ROWS))
                .hasSameBinaryContentAs(
                        folder.resolve("a").resolve(first.id()).resolve(Version.ROWS));
    }

    /** A writer that was killed left its scratch folder among the versions for ever. */
    @Test
    void leftovers_ofAKilledWriter_areRemoved_andVersionsStay() throws IOException {
        Version version = publish("a", rows(10));
        Path versions = folder.resolve("a");
        Files.writeString(
                Files.createDirectories(versions.resolve(".writing-1/version")).resolve("rows"),
                "half");
        VersionWriter.removeLeftovers(versions);
        assertThat(versions).isDirectoryNotContaining(path -> !path.endsWith(version.id()));
    }

    @Test
    void publish_oneCellChanged_hasAnotherId() throws IOException {
        List<Row> changed = new ArrayList<>(rows(10));
        changed.set(3, Row.of("key-3", Split.TRAIN, "other", null, null, null, null));
        assertThat(publish("a", changed).id()).isNotEqualTo(publish("a", rows(10)).id());
    }

    @Test
    void publish_twiceIntoOneFolder_leavesOneVersionAndNoScratch() throws IOException {
        Version version = publish("a", rows(10));
        publish("a", rows(10));
        try (var files = Files.list(folder.resolve("a"))) {
            assertThat(files).containsExactly(folder.resolve("a").resolve(version.id()));
        }
    }

    @Test
    void close_withoutPublish_leavesNothing() throws IOException {
        try (VersionWriter writer = writer("a")) {
            writer.add(rows(1).getFirst());
        }
        assertThat(folder.resolve("a")).isEmptyDirectory();
    }

    /** Format 1, for ever: a change here gives every version that exists another id. */
    @Test
    void manifest_format1_staysAsItIs() {
        var manifest =
                new Manifest(
                        Manifest.Kind.LABELS,
                        List.of(new Column("text", Column.Type.TEXT)),
                        new TreeMap<>(Map.of(Split.TRAIN, 9L, Split.HELD_OUT, 1L)),
                        List.of(new Manifest.DataFile(Version.ROWS, "cd".repeat(32), 1234)),
                        new TreeMap<>(Map.of("ontology", "ab")),
                        new TreeMap<>(PARAMETERS));
        assertThat(manifest.json())
                .isEqualTo(
                        "{\"columns\":[{\"name\":\"text\",\"type\":\"text\"}],\"files\":[{\"bytes\":1234,\"name\":\"rows.parquet\",\"sha256\":\""
                                + "cd".repeat(32)
                                + "\"}],\"format\":1,\"inputs\":{\"ontology\":\"ab\"},\"kind\":\"labels\",\"parameters\":{\"min-probability\":\"0.5\"},\"splits\":{\"held-out\":1,\"train\":9}}");
        assertThat(ManifestJson.read("manifest.json", manifest.json())).isEqualTo(manifest);
        assertThat(Version.of(manifest).id())
                .isEqualTo("8ac036110ad7dc981d506cb3a00dddea97617b49bbd5c3829dd39b87100e4091");
    }

    @Test
    void open_published_hasTheManifestAndTheRowsInKeyOrder() throws IOException {
        Version version = publish("a", rows(1000));
        VersionReader reader = reader(version);
        assertThat(reader.version()).isEqualTo(version);
        assertThat(version.manifest().rowCount()).isEqualTo(1000);
        assertThat(version.manifest().rows().get(Split.HELD_OUT)).isEqualTo(100);
        var expected = new ArrayList<>(rows(1000));
        expected.sort(Comparator.comparing(Row::key));
        assertThat(reader.page(RowQuery.ALL)).isEqualTo(expected);
    }

    @Test
    void page_bySplitAfterKeyWithLimit_goesOnWhereItStopped() throws IOException {
        VersionReader reader = reader(publish("a", rows(1000)));
        RowQuery heldOut = RowQuery.ALL.in(Split.HELD_OUT);
        var paged = new ArrayList<Row>();
        List<Row> page = reader.page(heldOut.first(7));
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = reader.page(heldOut.first(7).after(page.getLast().key()));
        }
        assertThat(paged).hasSize(100).isEqualTo(reader.page(heldOut));
    }

    @Test
    void publish_noRowsAndNoColumns_isAVersionToo() throws IOException {
        try (VersionWriter writer =
                VersionWriter.in(folder.resolve("a"), Manifest.Kind.PREFERENCES, List.of())) {
            Version version = writer.publish(Map.of(), Map.of());
            assertThat(reader(version).page(RowQuery.ALL)).isEmpty();
            assertThat(reader(version).verify()).isNull();
        }
    }

    @Test
    void publish_twoRowsWithOneKey_isRefused() throws IOException {
        try (VersionWriter writer = writer("a")) {
            writer.add(rows(1).getFirst());
            writer.add(rows(1).getFirst());
            assertThatThrownBy(() -> writer.publish(Map.of(), Map.of()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("row key-0");
        }
        assertThat(folder.resolve("a")).isEmptyDirectory();
    }

    @Test
    void add_cellThatDoesNotFit_isRefusedWithItsPlace() throws IOException {
        try (VersionWriter writer = writer("a")) {
            assertThatThrownBy(() -> writer.add(Row.of("k", Split.TRAIN, "a", 1, 2L, true, "[]")))
                    .hasMessageContaining("row k, column probability");
            assertThatThrownBy(
                            () ->
                                    writer.add(
                                            Row.of(
                                                    "k",
                                                    Split.TRAIN,
                                                    "a",
                                                    Double.NaN,
                                                    2L,
                                                    true,
                                                    "1")))
                    .hasMessageContaining("NaN");
            assertThatThrownBy(() -> writer.add(Row.of("k", Split.TRAIN, "a")))
                    .hasMessageContaining("1 cells");
            for (String json : new String[] {"", "{", "[1] [2]", "{\"a\":1,\"a\":2}"}) {
                assertThatThrownBy(
                                () ->
                                        writer.add(
                                                Row.of("k", Split.TRAIN, "a", 1.0, 2L, true, json)))
                        .hasMessageContaining("column messages");
            }
        }
    }

    @Test
    void add_jsonWithWhiteSpace_isKeptInOneLineWithAllDigits() throws IOException {
        try (VersionWriter writer = writer("a")) {
            writer.add(
                    Row.of(
                            "k",
                            Split.TRAIN,
                            null,
                            null,
                            null,
                            null,
                            "[ 1.50,\n {\"a\" : 1e400} ]"));
            Version version = writer.publish(Map.of(), Map.of());
            assertThat(reader(version).page(RowQuery.ALL).getFirst().cells().getLast())
                    .isEqualTo("[1.50,{\"a\":1E+400}]");
        }
    }

    @Test
    void verify_anyFileDamaged_namesIt() throws IOException {
        Version version = publish("a", rows(100));
        VersionReader reader = reader(version);
        assertThat(reader.verify()).isNull();
        byte[] bytes = Files.readAllBytes(reader.rowsFile());
        bytes[bytes.length / 2] ^= 1;
        Files.write(reader.rowsFile(), bytes);
        assertThat(damaged(reader)).isEqualTo(Version.ROWS);
        Files.delete(reader.rowsFile());
        assertThat(damaged(reader)).isEqualTo(Version.ROWS);
        Path manifest = reader.rowsFile().resolveSibling(Version.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("0.5", "0.6"));
        assertThat(damaged(reader(version))).isEqualTo(Version.MANIFEST);
    }

    @Test
    void open_manifestThatIsNone_isRefusedWithItsPlace() throws IOException {
        Version version = publish("a", rows(1));
        Path manifest = folder.resolve("a").resolve(version.id()).resolve(Version.MANIFEST);
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"format\":1", "\"format\":2"));
        assertThatThrownBy(() -> reader(version))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("manifest.json, field format");
    }

    @Test
    void diff_addedRemovedAndChanged_areTold() throws IOException {
        var rows = new ArrayList<>(rows(6));
        Version old = publish("a", rows);
        rows.remove(1);
        rows.set(0, Row.of("key-0", Split.HELD_OUT, "other", null, null, null, null));
        rows.add(Row.of("key-9", Split.TRAIN, "new", null, null, null, null));
        Version young = publish("a", rows);
        var told = new ArrayList<VersionDiff.Change>();
        VersionDiff diff = VersionDiff.between(reader(old), reader(young), told::add);
        assertThat(diff).isEqualTo(new VersionDiff(1, 1, 1));
        assertThat(told)
                .containsExactly(
                        new VersionDiff.Change("key-0", VersionDiff.Kind.CHANGED),
                        new VersionDiff.Change("key-1", VersionDiff.Kind.REMOVED),
                        new VersionDiff.Change("key-9", VersionDiff.Kind.ADDED));
    }

    private static String damaged(VersionReader reader) throws IOException {
        VersionReader.Damage damage = reader.verify();
        return damage == null ? "nothing" : damage.name();
    }

    private VersionReader reader(Version version) throws IOException {
        return VersionReader.open(folder.resolve("a").resolve(version.id()));
    }

    private VersionWriter writer(String name) throws IOException {
        return VersionWriter.in(folder.resolve(name), Manifest.Kind.LABELS, COLUMNS);
    }

    private Version publish(String name, List<Row> rows) throws IOException {
        try (VersionWriter writer = writer(name)) {
            for (Row row : rows) {
                writer.add(row);
            }
            return writer.publish(INPUTS, PARAMETERS);
        }
    }

    static List<Row> rows(int count) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    Row.of(
                            "key-" + i,
                            i % 10 == 0 ? Split.HELD_OUT : Split.TRAIN,
                            i % 7 == 0 ? null : "text “" + i + "”",
                            i * 0.37,
                            (long) i,
                            i % 3 == 0,
                            "[{\"role\":\"user\",\"content\":\"" + i + "\"}]"));
        }
        return rows;
    }
}
