package org.maslin.server.plumbing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Reads a CSV file with a header (RFC 4180: commas, double quotes, line breaks inside quotes),
 * UTF-8 with or without a byte order mark, {@code \n} or {@code \r\n}. Streams; holds one row.
 * Blank lines are skipped but counted. Further columns than the required ones are welcome.
 */
public final class CsvTable {

    private final String source;
    private final CsvParser parser;
    private final Map<String, Integer> columns;
    private long rows;
    private boolean canGoOn = true;

    private CsvTable(String source, CsvParser parser, Map<String, Integer> columns) {
        this.source = source;
        this.parser = parser;
        this.columns = columns;
    }

    /**
     * Reads the header and checks it.
     *
     * @param source the name of the file, for places
     * @param required the columns that must be there, in any order
     * @throws BadInputException if one of them is missing, one stands there twice, or the encoding
     *     is not UTF-8
     */
    public static CsvTable read(InputStream in, String source, List<String> required)
            throws IOException {
        var parser = new CsvParser(TextSource.utf8(in, source), source);
        List<String> header = parser.next();
        if (header == null) {
            throw new BadInputException(
                    source,
                    "an empty file",
                    "a header with the columns " + String.join(",", required),
                    "Write the names of the columns into the first line.");
        }
        var columns = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < header.size(); i++) {
            if (columns.putIfAbsent(header.get(i).strip(), i) != null) {
                throw new BadInputException(
                        "%s:%d, column %d".formatted(source, parser.line(), i + 1),
                        "a second column \"%s\"".formatted(header.get(i)),
                        "each name once",
                        "Rename or remove one of the two.");
            }
        }
        CsvHeader.check(source, parser.line(), columns.keySet(), required);
        return new CsvTable(source, parser, columns);
    }

    /** The names of the columns, in order. */
    public List<String> header() {
        return List.copyOf(columns.keySet());
    }

    /**
     * The next row; absent at the end.
     *
     * @throws BadInputException if the row has more or fewer values than the header, broken quotes
     *     or bytes that are not UTF-8
     */
    public @Nullable CsvRow next() throws IOException {
        canGoOn = false;
        List<String> values = parser.next();
        canGoOn = true;
        if (values == null) {
            return null;
        }
        rows++;
        if (values.size() != columns.size()) {
            throw new BadInputException(
                    "%s:%d (row %d)".formatted(source, parser.line(), rows),
                    "%d values".formatted(values.size()),
                    "%d, one for each column (%s)"
                            .formatted(columns.size(), String.join(",", columns.keySet())),
                    "Values that hold a comma or a line break must stand in double quotes.");
        }
        return new CsvRow(source, parser.line(), rows, columns, values);
    }

    /** Whether there may be a next row after one that was refused; broken quotes end the file. */
    public boolean canGoOn() {
        return canGoOn;
    }

    /** All rows that are left, for tables known to be small. */
    public List<CsvRow> rest() throws IOException {
        var rest = new ArrayList<CsvRow>();
        for (CsvRow row = next(); row != null; row = next()) {
            rest.add(row);
        }
        return rest;
    }
}
