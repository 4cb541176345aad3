package org.maslin.dataset.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.maslin.dataset.Column;
import org.maslin.dataset.Row;
import org.maslin.dataset.RowQuery;
import org.maslin.dataset.VersionReader;

/**
 * CSV as of RFC 4180, in UTF-8, with a header. A text that a spreadsheet might run as a formula
 * gets a single quote in front (OWASP ASVS 5.0, 1.2.10), so texts of that kind do not come back as
 * they were; use {@link JsonLines} to read them again. Numbers stay numbers, negative ones too.
 */
public final class Csv {

    private static final String FORMULA_STARTS = "=+-@\t\r\n\0";

    private Csv() {}

    /** Writes these rows; the stream is flushed, not closed. */
    public static void write(VersionReader version, RowQuery query, OutputStream out)
            throws IOException {
        Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.write("key,split");
        for (Column column : version.manifest().columns()) {
            csv.write("," + column.name());
        }
        csv.write("\r\n");
        version.rows(query, row -> write(row, csv));
        csv.flush();
    }

    private static void write(Row row, Writer csv) throws IOException {
        csv.write(cell(row.key()));
        csv.write("," + row.split());
        for (Object value : row.cells()) {
            csv.write(',');
            csv.write(cell(value));
        }
        csv.write("\r\n");
    }

    /** A value as it stands between two commas: quoted where need be, and never a formula. */
    public static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> quoted(harmless(text));
            default -> value.toString();
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
