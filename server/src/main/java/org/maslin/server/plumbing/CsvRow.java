package org.maslin.server.plumbing;

import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;

/** One row of a {@link CsvTable}. */
public final class CsvRow {

    private final String source;
    private final long lineNumber;
    private final long rowNumber;
    private final Map<String, Integer> columns;
    private final List<String> values;

    CsvRow(
            String source,
            long lineNumber,
            long rowNumber,
            Map<String, Integer> columns,
            List<String> values) {
        this.source = source;
        this.lineNumber = lineNumber;
        this.rowNumber = rowNumber;
        this.columns = columns;
        this.values = values;
    }

    /** The number of the row, from 1; the header has none. */
    public long rowNumber() {
        return rowNumber;
    }

    /** The number of the line where the row begins, from 1. */
    public long lineNumber() {
        return lineNumber;
    }

    /** All values in the order of the header. */
    public List<String> values() {
        return values;
    }

    /**
     * The value of a column.
     *
     * @throws IllegalArgumentException if the header has no such column
     */
    public String value(String column) {
        Integer index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException(
                    "%s has no column \"%s\"; it has: %s."
                            .formatted(source, column, String.join(", ", columns.keySet())));
        }
        return values.get(index);
    }

    /** Where a value is, in the words of error messages: {@code votes.csv:17, column "label"}. */
    public String place(String column) {
        return "%s:%d, column \"%s\"".formatted(source, lineNumber, column);
    }

    /** The value of a column as a finite number. */
    public double number(String column) {
        String value = value(column);
        try {
            double parsed = Double.parseDouble(value.strip());
            if (Double.isFinite(parsed)) {
                return parsed;
            }
        } catch (NumberFormatException e) {
            // Told below, with the place.
        }
        throw new BadInputException(
                place(column), "\"" + value + "\"", "a number", "Write it as 12 or 0.5.");
    }
}
