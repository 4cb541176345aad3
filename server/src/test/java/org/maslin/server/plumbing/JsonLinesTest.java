package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;

class JsonLinesTest {

    private final List<JsonLine> taken = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();

    @Test
    void read_countsBlankLines_andAcceptsBothLineEnds() throws IOException {
        read("{\"a\":1}\r\n\n  \n{\"a\":2}");

        assertThat(taken).extracting(JsonLine::number).containsExactly(1L, 4L);
        assertThat(rejected).isEmpty();
    }

    @Test
    void read_ofOneBrokenLineAmongThousands_namesLineAndColumn_andTakesTheOthers()
            throws IOException {
        var text = new StringBuilder();
        for (int i = 1; i <= 100_000; i++) {
            text.append(
                    i == 70_001 ? "{\"text\": \"é\" \"x\"}\n" : "{\"text\":\"line " + i + "\"}\n");
        }

        read(text.toString());

        assertThat(taken).hasSize(99_999);
        assertThat(rejected).hasSize(1);
        assertThat(rejected.getFirst().place()).isEqualTo("f.jsonl:70001:14");
        assertThat(rejected.getFirst().found()).startsWith("\"\"x\"}");
    }

    @Test
    void read_ofCutLine_isRejectedAtItsEnd() throws IOException {
        read("{\"text\":\"cut\n");

        assertThat(rejected).hasSize(1);
        assertThat(rejected.getFirst().place()).isEqualTo("f.jsonl:1:13");
        assertThat(rejected.getFirst().found()).isEqualTo("the end of the line");
    }

    @Test
    void read_ofObjectWithoutItsEnd_saysSo_withoutWordsOfTheParser() throws IOException {
        read("{\"key\": \"broken\"\n");

        assertThat(rejected.getFirst().expected())
                .isEqualTo(
                        "a JSON object (Unexpected end-of-input: expected close marker for Object)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "\"text\"",
                "3",
                "null",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":NaN}",
                "{a:1}"
            })
    void read_ofWhatIsNoSingleObject_isRejected(String line) throws IOException {
        read(line + "\n{}\n");

        assertThat(rejected).hasSize(1);
        assertThat(rejected.getFirst().place()).startsWith("f.jsonl:1:");
        assertThat(taken).hasSize(1);
    }

    @Test
    void read_ofRepeatedField_isRejected_soThatNoneIsSilentlyLost() throws IOException {
        read("{\"a\":1,\"a\":2}");

        assertThat(rejected).hasSize(1);
    }

    @Test
    void read_ofHalfSurrogate_isRejected() throws IOException {
        read("{\"a\":\"\\ud83d\"}\n{\"a\":\"\\ud83d\\ude00\"}\n");

        assertThat(rejected).hasSize(1);
        assertThat(taken).hasSize(1);
    }

    @Test
    void read_ofBytesThatAreNotUtf8_namesTheColumn() throws IOException {
        byte[] bytes = "{\"a\":\"ü".getBytes(StandardCharsets.UTF_8);
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        bytes[bytes.length - 1] = (byte) 0xe4;

        read(bytes);

        assertThat(rejected.getFirst().place()).isEqualTo("f.jsonl:1:8");
        assertThat(rejected.getFirst().found()).isEqualTo("the byte 0xe4");
    }

    @Test
    void read_skipsTheByteOrderMark() throws IOException {
        read("\ufeff{\"a\":1}");

        assertThat(taken).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void read_ofAnotherEncoding_isRefusedByName(String encoding) {
        for (String mark : List.of("", "\ufeff")) {
            byte[] bytes = (mark + "{\"a\":1}").getBytes(Charset.forName(encoding));

            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOfSatisfying(
                            BadInputException.class,
                            bad -> {
                                assertThat(bad.found()).startsWith(encoding);
                                assertThat(bad.hint()).contains("iconv -f " + encoding);
                            });
        }
    }

    @Test
    void read_ofOverlongLine_rejectsIt_andGoesOn() throws IOException {
        String text = "{\"a\":\"" + "x".repeat(200_000) + "\"}\n{\"a\":1}\n";

        JsonLines.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "f.jsonl",
                1000,
                taken::add,
                rejected::add);

        assertThat(rejected.getFirst().found()).matches("a line of [0-9]{4,} bytes");
        assertThat(taken).extracting(JsonLine::number).containsExactly(2L);
    }

    @Test
    void open_unpacksGzipByContent_andTellsWhenItIsCut(@TempDir Path folder) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("{\"a\":1}\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("whole"), packed.toByteArray());
        Path cut =
                Files.write(
                        folder.resolve("cut"),
                        Arrays.copyOf(packed.toByteArray(), packed.size() - 12));

        JsonLines.read(TextSource.open(file), "whole", taken::add, rejected::add);

        assertThat(taken).hasSize(1000);
        assertThatThrownBy(
                        () ->
                                JsonLines.read(
                                        TextSource.open(cut), "cut", taken::add, rejected::add))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ends too early");
    }

    private void read(String text) throws IOException {
        read(text.getBytes(StandardCharsets.UTF_8));
    }

    private void read(byte[] bytes) throws IOException {
        JsonLines.read(new ByteArrayInputStream(bytes), "f.jsonl", taken::add, rejected::add);
    }

    /** Two gigabytes without a line end, in a heap that could not hold them. */
    @Test
    void lineOfTwoGigabytes_isRejectedWithPlaceAndSize_andTheNextIsTaken() throws IOException {
        long bytes = 2L << 30;
        var endless =
                new InputStream() {
                    private long left = bytes;

                    @Override
                    public int read() {
                        return left-- > 0 ? 'x' : -1;
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) {
                        if (left == 0) {
                            return -1;
                        }
                        int count = (int) Math.min(left, length);
                        Arrays.fill(buffer, from, from + count, (byte) 'x');
                        left -= count;
                        return count;
                    }
                };
        var all =
                new SequenceInputStream(
                        endless,
                        new ByteArrayInputStream(
                                "\n{\"a\": 1}\n".getBytes(StandardCharsets.UTF_8)));
        var taken = new ArrayList<JsonLine>();
        var rejected = new ArrayList<RejectedLine>();
        JsonLines.read(all, "big.jsonl", taken::add, rejected::add);
        assertThat(rejected)
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.place()).isEqualTo("big.jsonl:1:1");
                            assertThat(line.found()).isEqualTo("a line of 2147483648 bytes");
                            assertThat(line.expected()).isEqualTo("at most 33554432 bytes");
                        });
        assertThat(taken).singleElement().extracting(JsonLine::number).isEqualTo(2L);
    }
}
