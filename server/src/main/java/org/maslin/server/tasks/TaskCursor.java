package org.maslin.server.tasks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Behind which task a page begins: the value it was sorted by, and what tells it from others of the
 * same value. Callers see it as one opaque word.
 */
record TaskCursor(TaskQuery.Sort sort, String value, String last) {

    private static final String SEPARATOR = "\0";

    static TaskCursor behind(Task task, TaskQuery.Sort sort) {
        return switch (sort) {
            case KEY -> new TaskCursor(sort, "", task.key());
            case PRIORITY -> new TaskCursor(sort, String.valueOf(-task.priority()), task.key());
            case ANSWERS -> new TaskCursor(sort, String.valueOf(task.answers()), task.key());
            case CREATED -> new TaskCursor(sort, task.createdAt().toString(), task.id().toString());
            case COMPLETED ->
                    new TaskCursor(sort, String.valueOf(task.completedAt()), task.id().toString());
        };
    }

    String text() {
        String plain = String.join(SEPARATOR, sort.name(), value, last);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable TaskCursor parse(@Nullable String text, TaskQuery.Sort sort) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split(SEPARATOR, -1);
            if (parts.length == 3 && parts[0].equals(sort.name())) {
                return new TaskCursor(sort, parts[1], parts[2]);
            }
        } catch (IllegalArgumentException none) {
            // falls through to the refusal below
        }
        throw new BadInputException(
                "query parameter after",
                text,
                "the next of the page before, with the same sort",
                "Start without it.");
    }
}
