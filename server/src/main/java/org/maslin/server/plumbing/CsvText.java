package org.maslin.server.plumbing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes rows of a CSV file: commas, {@code \n}, quotes only where needed (RFC 4180). */
public final class CsvText {

    private CsvText() {}

    public static void row(StringWriter csv, String... values) {
        try {
            row((Writer) csv, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void row(Writer csv, String... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                csv.append(',');
            }
            csv.append(quoted(values[i]));
        }
        csv.append('\n');
    }

    private static String quoted(String value) {
        boolean plain = true;
        for (int i = 0; i < value.length(); i++) {
            plain &= "\",\r\n".indexOf(value.charAt(i)) < 0;
        }
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
