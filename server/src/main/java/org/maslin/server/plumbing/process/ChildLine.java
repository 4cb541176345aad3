package org.maslin.server.plumbing.process;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line from child to parent: {@code progress DONE TOTAL WHAT}, {@code done}, or {@code failed
 * MESSAGE}.
 */
sealed interface ChildLine {

    record At(long done, long total, String what) implements ChildLine {}

    record Done() implements ChildLine {}

    record Failed(String message) implements ChildLine {}

    Pattern PROGRESS = Pattern.compile("progress (\\d{1,18}) (\\d{1,18}) (.*)");
    Pattern FAILED = Pattern.compile("failed (.*)");

    /** Reads a line; null if it is none of these. */
    static @Nullable ChildLine parse(String line) {
        var progress = PROGRESS.matcher(line);
        if (progress.matches()) {
            return new At(
                    Long.parseLong(progress.group(1)),
                    Long.parseLong(progress.group(2)),
                    progress.group(3));
        }
        var failed = FAILED.matcher(line);
        if (failed.matches()) {
            return new Failed(failed.group(1));
        }
        return line.equals("done") ? new Done() : null;
    }

    default String format() {
        return switch (this) {
            case At(long done, long total, String what) ->
                    "progress %d %d %s".formatted(done, total, oneLine(what));
            case Done() -> "done";
            case Failed(String message) -> "failed " + oneLine(message);
        };
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}
