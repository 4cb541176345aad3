package org.maslin.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Json;

class FileRecordsTest {

    private static final Egress EGRESS = new Egress(List.of());

    @TempDir private Path folder = Path.of("");

    private final List<JsonLine> taken = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();

    private void read(Path file, String name) throws IOException {
        var wanted = NewImport.of(name, null, null, null, false, false, false, false);
        new FileRecords(
                        file,
                        wanted,
                        folder,
                        EGRESS,
                        S3Buckets.of(List.of(), Map.of(), EGRESS, InstantSource.system()),
                        Json.mapper())
                .read(taken::add, rejected::add);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("data"), text);
    }

    @Test
    void csv_mapsKnownColumns_keepsOthersAsMetadata_andGoesOnBehindABadRow() throws IOException {
        read(
                write(
                        """
                        key,text,messages,score
                        a,hello,,3
                        b,too,many,values,here
                        c,,"[{""role"": ""user"", ""content"": ""hi""}]",
                        d,x,[no json,
                        e,last,,
                        """),
                "posts.csv");
        assertThat(taken)
                .extracting(line -> line.fields().toString())
                .containsExactly(
                        "{\"key\":\"a\",\"text\":\"hello\",\"metadata\":{\"score\":\"3\"}}",
                        "{\"key\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                        "{\"key\":\"e\",\"text\":\"last\"}");
        assertThat(taken).extracting(JsonLine::number).containsExactly(2L, 4L, 6L);
        assertThat(rejected)
                .extracting(RejectedLine::place)
                .containsExactly("posts.csv:3 (row 2)", "posts.csv:5, column \"messages\"");
        assertThatThrownBy(() -> read(write("a,b\n1,2\n"), "posts.csv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("posts.csv:1");
    }

    @Test
    void parquet_isReadRowByRow_withItsTypes() throws Exception {
        Path file = folder.resolve("p.parquet");
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement()) {
            statement.execute(
                    """
                    copy (select 'k' || i as key, 'text ' || i as text, i as n, {'a': i} as deep,
                        '{"role": "x"}' as metadata from range(3) r(i)) to '%s' (format parquet)
                    """
                            .formatted(file));
        }
        read(file, "p.parquet");
        assertThat(taken).hasSize(3);
        assertThat(taken.get(2).fields())
                .hasToString(
                        "{\"key\":\"k2\",\"text\":\"text 2\",\"metadata\":{\"n\":2,\"deep\":{\"a\":2},\"role\":\"x\"}}");
        assertThatThrownBy(() -> read(write("PAR1 but not really"), "p.parquet"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no Parquet");
    }

    @Test
    void archive_isReadMemberByMember_andNamesThatClimbAreRejected() throws IOException {
        Path file = folder.resolve("a.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "one/texts.jsonl", "{\"text\": \"1\"}\n[broken\n");
            put(zip, "../../etc/evil.jsonl", "{\"text\": \"evil\"}");
            put(zip, "/abs.txt", "evil");
            put(zip, "C:\\evil.txt", "evil");
            put(zip, "notes/a.txt", "a note");
            put(zip, "image.exe", "MZ");
            put(zip, "nested.zip", "PK");
            put(zip, "table.csv", "text\nfrom csv\n");
        }
        read(file, "a.zip");
        assertThat(taken)
                .extracting(line -> line.fields().path("text").asString())
                .containsExactly("1", "a note", "from csv");
        assertThat(taken.get(1).fields().path("key").asString()).isEqualTo("notes/a.txt");
        assertThat(rejected)
                .extracting(RejectedLine::place)
                .containsExactly(
                        "a.zip!/one/texts.jsonl:2:2",
                        "a.zip!/../../etc/evil.jsonl",
                        "a.zip!//abs.txt",
                        "a.zip!/C:\\evil.txt",
                        "a.zip!/image.exe",
                        "a.zip!/nested.zip");
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
                .containsExactly("a.zip");
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void tarWithALink_andGzip_areRead() throws IOException {
        Path file = folder.resolve("t.tar.gz");
        try (var tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            byte[] text = "{\"text\": \"t\"}".getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("x.jsonl");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
            var link = new TarArchiveEntry("l.txt", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        read(file, "t.tar.gz");
        assertThat(taken).hasSize(1);
        assertThat(rejected).singleElement().extracting(RejectedLine::found).isEqualTo("a link");
    }

    /** Ten gigabytes of zeros in ten megabytes. */
    @Test
    void archiveThatSwells_isRefused_longBeforeItIsUnpacked() throws IOException {
        for (String name : List.of("bomb.zip", "bomb.jsonl.gz")) {
            Path file = folder.resolve(name);
            try (var out = Files.newOutputStream(file)) {
                var packed = name.endsWith("zip") ? new ZipOutputStream(out) : null;
                if (packed != null) {
                    packed.putNextEntry(new ZipEntry("zeros.jsonl"));
                    zeros(packed);
                    packed.closeEntry();
                    packed.close();
                } else {
                    var gzip = new GZIPOutputStream(out);
                    zeros(gzip);
                    gzip.close();
                }
            }
            assertThatThrownBy(() -> read(file, name))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("that unpack to more than");
        }
    }

    private static void zeros(java.io.OutputStream out) throws IOException {
        var zeros = new byte[1 << 20];
        for (int i = 0; i < 500; i++) {
            out.write(zeros);
        }
    }
}
