package org.maslin.server.tasks;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/**
 * Which tasks to list, in which order. Tasks by tag or by assignee come by key, for only that order
 * has an index within them.
 *
 * @param assignee who holds or has answered the task
 */
public record TaskQuery(
        @Nullable TaskState state,
        @Nullable UUID batch,
        Range<Integer> priority,
        @Nullable String keyPrefix,
        @Nullable String tag,
        Range<Instant> created,
        Range<Instant> completed,
        Range<Integer> answers,
        @Nullable UUID assignee,
        @Nullable String uniqueId,
        Sort sort,
        boolean descending) {

    /**
     * From a value on, and up to one or before it.
     *
     * @param to the last value; for times, the first that no longer belongs
     */
    public record Range<T>(@Nullable T from, @Nullable T to) {}

    /** By what tasks are ordered. Those without a time of completion are not in its order. */
    public enum Sort {
        KEY,
        PRIORITY,
        CREATED,
        COMPLETED,
        ANSWERS
    }

    private static final List<String> FIELDS =
            List.of(
                    "state",
                    "batch",
                    "priority",
                    "priority[gte]",
                    "priority[lte]",
                    "key[prefix]",
                    "tag",
                    "created[gte]",
                    "created[lt]",
                    "completed[gte]",
                    "completed[lt]",
                    "answers",
                    "answers[gte]",
                    "answers[lte]",
                    "assignee",
                    "uniqueId",
                    "sort",
                    "after",
                    "limit");

    /** How far a page may begin from the start. */
    public static final int FARTHEST = 100_000_000;

    public TaskQuery {
        if (sort != Sort.KEY && (tag != null || assignee != null)) {
            throw bad("sort", word(sort), "key, where tasks are listed by tag or assignee");
        }
    }

    /** All tasks of this state, by key. */
    public static TaskQuery ofState(@Nullable TaskState state) {
        return of(state == null ? Map.of() : Map.of("state", word(state)));
    }

    /** Reads the parameters of a query; {@code sort=-key} turns the order round. */
    public static TaskQuery of(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!FIELDS.contains(name)) {
                throw new BadInputException(
                        "query parameter " + name,
                        "a filter of that name",
                        "one of " + String.join(", ", FIELDS),
                        Nearest.hint(name, FIELDS));
            }
        }
        String sort = parameters.getOrDefault("sort", "key");
        boolean descending = sort.startsWith("-");
        return new TaskQuery(
                read(parameters, "state", "open, completed or cancelled", TaskQuery::state),
                read(parameters, "batch", "an id", UUID::fromString),
                numbers(parameters, "priority"),
                parameters.get("key[prefix]"),
                parameters.get("tag"),
                times(parameters, "created"),
                times(parameters, "completed"),
                numbers(parameters, "answers"),
                read(parameters, "assignee", "the id of a user", UUID::fromString),
                parameters.get("uniqueId"),
                sort(descending ? sort.substring(1) : sort),
                descending);
    }

    /**
     * The first key behind all that begin with the prefix, by code points; null if there is none.
     */
    @Nullable String keyEnd() {
        String prefix = keyPrefix == null ? "" : keyPrefix;
        while (!prefix.isEmpty()) {
            int last = prefix.codePointBefore(prefix.length());
            prefix = prefix.substring(0, prefix.length() - Character.charCount(last));
            if (last < Character.MAX_CODE_POINT) {
                int next =
                        last + 1 == Character.MIN_SURROGATE
                                ? Character.MAX_SURROGATE + 1
                                : last + 1;
                return prefix + Character.toString(next);
            }
        }
        return null;
    }

    /** Refuses to pass over tasks in an order where they would all have to be read. */
    void mayPassOver(int skip) {
        if (skip > 0 && sort != Sort.KEY) {
            throw bad("skip", String.valueOf(skip), "none, where tasks are not listed by key");
        }
    }

    private static TaskState state(String text) {
        return TaskState.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Sort sort(String text) {
        try {
            return Sort.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad("sort", text, "key, priority, created, completed, answers or probability");
        }
    }

    private static Range<Integer> numbers(Map<String, String> parameters, String name) {
        String number = "a whole number";
        Integer exactly = read(parameters, name, number, Integer::valueOf);
        return exactly != null
                ? new Range<>(exactly, exactly)
                : new Range<>(
                        read(parameters, name + "[gte]", number, Integer::valueOf),
                        read(parameters, name + "[lte]", number, Integer::valueOf));
    }

    private static Range<Instant> times(Map<String, String> parameters, String name) {
        String time = "a time such as 2030-01-31T12:00:00Z";
        return new Range<>(
                read(parameters, name + "[gte]", time, Instant::parse),
                read(parameters, name + "[lt]", time, Instant::parse));
    }

    private static <T> @Nullable T read(
            Map<String, String> parameters,
            String name,
            String expected,
            Function<String, T> reading) {
        String text = parameters.get(name);
        try {
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw bad(name, text, expected);
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static BadInputException bad(String name, String found, String expected) {
        return new BadInputException(
                "query parameter " + name, found, expected, "Change or leave out the parameter.");
    }
}
