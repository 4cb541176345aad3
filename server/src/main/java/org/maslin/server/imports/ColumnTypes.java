package org.maslin.server.imports;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.maslin.server.plumbing.CsvRow;
import org.maslin.server.samples.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the columns of a table of texts hold: the narrowest type that all their cells have. Numbers
 * that would lose something as numbers, such as 007, are texts.
 */
final class ColumnTypes {

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,14})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?([eE][+-]?\\d{1,2})?");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    private static final Pattern DATE = Pattern.compile("\\d{4}-[01]\\d-[0-3]\\d");
    private static final Pattern TIME =
            Pattern.compile(
                    "\\d{4}-[01]\\d-[0-3]\\d[T ][0-2]\\d:[0-5]\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?");

    /** From the narrowest on; what fits none of them is text. */
    private static final List<Cell.Type> TYPES =
            List.of(
                    Cell.Type.BOOLEAN,
                    Cell.Type.INTEGER,
                    Cell.Type.NUMBER,
                    Cell.Type.DATE,
                    Cell.Type.TIME);

    private final List<Set<Cell.Type>> possible = new ArrayList<>();
    private final boolean[] seen;

    ColumnTypes(int columns) {
        for (int i = 0; i < columns; i++) {
            possible.add(EnumSet.copyOf(TYPES));
        }
        seen = new boolean[columns];
    }

    void add(CsvRow row) {
        for (int i = 0; i < seen.length && i < row.values().size(); i++) {
            String cell = row.values().get(i);
            if (!cell.isEmpty()) {
                seen[i] = true;
                possible.get(i).removeIf(type -> !pattern(type).matcher(cell).matches());
            }
        }
    }

    Cell.Type of(int column) {
        return seen[column]
                ? TYPES.stream()
                        .filter(possible.get(column)::contains)
                        .findFirst()
                        .orElse(Cell.Type.TEXT)
                : Cell.Type.TEXT;
    }

    /** A cell as its column's type says; null if it is empty. */
    static JsonNode value(Cell.Type type, String cell) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (cell.isEmpty()) {
            return nodes.nullNode();
        }
        return switch (type) {
            case INTEGER -> nodes.numberNode(Long.parseLong(cell));
            case NUMBER -> nodes.numberNode(Double.parseDouble(cell));
            case BOOLEAN -> nodes.booleanNode(cell.equals("true"));
            case TEXT, DATE, TIME, JSON -> nodes.stringNode(cell);
        };
    }

    private static Pattern pattern(Cell.Type type) {
        return switch (type) {
            case INTEGER -> INTEGER;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case TIME -> TIME;
            case TEXT, JSON -> throw new IllegalArgumentException("Every text is " + type + ".");
        };
    }
}
