package org.maslin.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.Split;
import org.maslin.dataset.Column;
import org.maslin.dataset.Manifest;
import org.maslin.dataset.Row;
import org.maslin.dataset.RowQuery;
import org.maslin.dataset.VersionReader;
import org.maslin.dataset.VersionWriter;

class FormatsTest {

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private VersionReader version;

    FormatsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void publish() throws IOException {
        var columns =
                List.of(
                        new Column("text", Column.Type.TEXT),
                        new Column("probability", Column.Type.NUMBER),
                        new Column("gold", Column.Type.BOOLEAN),
                        new Column("messages", Column.Type.JSON));
        try (VersionWriter writer = VersionWriter.in(folder, Manifest.Kind.LABELS, columns)) {
            writer.add(Row.of("b", Split.HELD_OUT, "=1+1", -0.5, true, "[{\"a\": 1}]"));
            writer.add(Row.of("a", Split.TRAIN, "say \"hi\",\nthen go", null, null, null));
            version = VersionReader.open(folder.resolve(writer.publish(Map.of(), Map.of()).id()));
        }
    }

    @Test
    void jsonLines_twoRows_areTwoLinesInColumnOrder() throws IOException {
        JsonLines.write(version, RowQuery.ALL, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"key":"a","split":"train","text":"say \\"hi\\",\\nthen go","probability":null,"gold":null,"messages":null}
                        {"key":"b","split":"held-out","text":"=1+1","probability":-0.5,"gold":true,"messages":[{"a":1}]}
                        """);
    }

    @Test
    void jsonLines_noRows_isEmpty() throws IOException {
        JsonLines.write(version, RowQuery.ALL.after("z"), out);
        assertThat(out.size()).isZero();
    }

    @Test
    void csv_formulaQuoteAndLineFeed_areMadeHarmless() throws IOException {
        Csv.write(version, RowQuery.ALL, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "key,split,text,probability,gold,messages\r\n"
                                + "a,train,\"say \"\"hi\"\",\nthen go\",,,\r\n"
                                + "b,held-out,'=1+1,-0.5,true,\"[{\"\"a\"\":1}]\"\r\n");
    }

    @Test
    void cell_eachCharacterThatStartsAFormula_isQuoted() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\0")) {
            assertThat(Csv.cell(start + "x")).isEqualTo("'" + start + "x");
        }
        assertThat(Csv.cell("a=b")).isEqualTo("a=b");
    }
}
