package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class CsvTableTest {

    private static final List<String> VOTES = List.of("task", "worker", "label");

    @Test
    void read_takesQuotesCommasAndLineBreaksInsideQuotes() throws IOException {
        var rows = read("task,worker,label\r\n1,\"a,b\",\"say \"\"hi\"\"\nthere\"\r\n2,,x").rest();

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().values()).containsExactly("1", "a,b", "say \"hi\"\nthere");
        assertThat(rows.getLast().values()).containsExactly("2", "", "x");
        assertThat(rows.getLast().rowNumber()).isEqualTo(2);
        assertThat(rows.getLast().place("label")).isEqualTo("v.csv:4, column \"label\"");
    }

    @Test
    void read_takesColumnsInAnyOrder_andMore_andSkipsMarkAndBlankLines() throws IOException {
        var rows = read("\ufefflabel,extra,task,worker\n\nx,9,1,a\n\n").rest();

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().value("task")).isEqualTo("1");
        assertThat(rows.getFirst().number("extra")).isEqualTo(9);
    }

    @Test
    void read_ofMisspelledColumn_namesItAndTheRightOne() {
        assertBad(
                () -> read("task,wroker,label\n"),
                "v.csv:1, column \"wroker\"",
                "Rename the column \"wroker\" to \"worker\".");
    }

    @Test
    void read_ofAnotherSeparator_saysSo() {
        assertBad(() -> read("task;worker;label\n"), "v.csv:1", "comma-separated");
    }

    @Test
    void read_ofRepeatedColumn_isRefused() {
        assertBad(() -> read("task,worker,label,task\n"), "v.csv:1, column 4", "Rename or remove");
    }

    @Test
    void read_ofNothing_isRefused() {
        assertBad(() -> read(""), "v.csv", "names of the columns");
    }

    @Test
    void next_ofShortRow_namesLineAndRow() {
        assertBad(
                () -> read("task,worker,label\n1,a,x\n\n2,b\n").rest(),
                "v.csv:4 (row 2)",
                "double quotes");
    }

    @Test
    void next_ofOpenQuote_namesWhereItOpened() {
        assertBad(
                () -> read("task,worker,label\n1,\"a,x\n2,b,y\n").rest(),
                "v.csv:2, value 2",
                "written");
    }

    @Test
    void next_ofTextAfterClosingQuote_isRefused() {
        assertBad(
                () -> read("task,worker,label\n1,\"a\"b,x\n").rest(),
                "v.csv:2, value 2",
                "written");
    }

    @Test
    void next_ofBytesThatAreNotUtf8_namesTheLine() {
        byte[] bytes =
                "task,worker,label\n1,a,x\n2,\u00e4,y\n".getBytes(StandardCharsets.ISO_8859_1);

        assertBad(
                () -> CsvTable.read(new ByteArrayInputStream(bytes), "v.csv", VOTES).rest(),
                "v.csv:3",
                "iconv");
    }

    @Test
    void read_ofUtf16_namesTheEncoding() {
        byte[] bytes = "task,worker,label\n".getBytes(StandardCharsets.UTF_16LE);

        assertBad(
                () -> CsvTable.read(new ByteArrayInputStream(bytes), "v.csv", VOTES),
                "v.csv",
                "iconv -f UTF-16LE -t UTF-8 v.csv");
    }

    @Test
    void number_ofWhatIsNone_namesThePlace() throws IOException {
        CsvRow row = read("task,worker,label\n1,a,x\n").rest().getFirst();

        assertBad(() -> row.number("label"), "v.csv:2, column \"label\"", "12 or 0.5");
    }

    private static CsvTable read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return CsvTable.read(new ByteArrayInputStream(bytes), "v.csv", VOTES);
    }

    private static void assertBad(ThrowingCallable call, String place, String hint) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        bad -> {
                            assertThat(bad.place()).isEqualTo(place);
                            assertThat(bad.hint()).contains(hint);
                        });
    }
}
