package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.quality.pairwise.Comparisons;
import org.maslin.server.plumbing.CsvRow;
import org.maslin.server.plumbing.CsvTable;
import org.maslin.server.plumbing.TextSource;

/** Reads comparisons from a CSV file with the columns left, right, worker and label. */
final class PairsFile {

    private static final List<String> COLUMNS = List.of("left", "right", "worker", "label");

    private PairsFile() {}

    /**
     * @param longer the column that tells how much longer the left item is; absent if there is none
     */
    static Comparisons read(Path file, @Nullable String longer) throws IOException {
        var comparisons = Comparisons.builder();
        var columns = new ArrayList<>(COLUMNS);
        if (longer != null) {
            columns.add(longer);
        }
        long rows = 0;
        try (InputStream in = TextSource.open(file)) {
            CsvTable table = CsvTable.read(in, file.toString(), columns);
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                add(comparisons, row, longer);
                rows++;
            }
        }
        if (rows == 0) {
            throw new BadInputException(
                    file.toString(),
                    "no row below the header",
                    "at least one comparison",
                    "Write one line per comparison: left,right,worker,label.");
        }
        return comparisons.build();
    }

    private static void add(Comparisons.Builder comparisons, CsvRow row, @Nullable String longer) {
        for (String column : COLUMNS) {
            if (row.value(column).isBlank()) {
                throw new BadInputException(
                        row.place(column),
                        "nothing",
                        "a %s".formatted(column),
                        "Leave out the whole row where there is no preference.");
            }
        }
        try {
            comparisons.add(
                    row.value("left"),
                    row.value("right"),
                    row.value("worker"),
                    row.value("label"),
                    longer == null ? 0 : row.number(longer));
        } catch (BadInputException e) {
            if (!e.place().equals("comparison")) {
                throw e;
            }
            throw new BadInputException(row.place("label"), e.found(), e.expected(), e.hint());
        }
    }
}
