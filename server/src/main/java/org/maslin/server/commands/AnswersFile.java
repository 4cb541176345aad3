package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.quality.Answers;
import org.maslin.server.plumbing.CsvRow;
import org.maslin.server.plumbing.CsvTable;
import org.maslin.server.plumbing.TextSource;

/** Reads answers from a CSV file with the columns task, worker and label. */
final class AnswersFile {

    private static final List<String> COLUMNS = List.of("task", "worker", "label");

    private AnswersFile() {}

    /** The answers, of which the last of a repeated task and worker speaks. */
    static Answers read(Path file) throws IOException {
        return read(file, Answers.Repeats.LAST);
    }

    static Answers read(Path file, Answers.Repeats repeats) throws IOException {
        var answers = Answers.builder().repeats(repeats);
        long rows = 0;
        try (InputStream in = TextSource.open(file)) {
            CsvTable table = CsvTable.read(in, file.toString(), COLUMNS);
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                answers.add(filled(row, "task"), filled(row, "worker"), filled(row, "label"));
                rows++;
            }
        }
        if (rows == 0) {
            throw new BadInputException(
                    file.toString(),
                    "no row below the header",
                    "at least one answer",
                    "Write one line per answer: task,worker,label.");
        }
        return answers.build();
    }

    private static String filled(CsvRow row, String column) {
        String value = row.value(column);
        if (value.isBlank()) {
            throw new BadInputException(
                    row.place(column),
                    "nothing",
                    "a %s".formatted(column),
                    "Leave out the whole row where there is no answer.");
        }
        return value;
    }
}
