package org.maslin.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.tokenizer.Encoded;
import org.maslin.train.tokenizer.PromptLayout;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Training data: one JSON object a line, in the field's own words. */
public final class JsonLines {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SHOWN = 60;

    /** One line: its place for messages, and its object. */
    record Row(String place, JsonNode json) {

        boolean has(String field) {
            return json.hasNonNull(field);
        }

        /** A list of whole numbers. */
        long[] ids(String field) {
            JsonNode list = json.path(field);
            var ids = new long[list.size()];
            for (int i = 0; i < ids.length; i++) {
                if (!list.path(i).isIntegralNumber()) {
                    throw new BadInputException(
                            "%s, field \"%s\"".formatted(place, field),
                            shortened(list.path(i).toString()),
                            "a whole number",
                            "Give token ids, or text.");
                }
                ids[i] = list.path(i).asLong();
            }
            return ids;
        }

        String text(String field) {
            JsonNode value = json.path(field);
            if (!value.isString()) {
                throw new BadInputException(
                        "%s, field \"%s\"".formatted(place, field),
                        value.isMissingNode() ? "nothing" : shortened(value.toString()),
                        "a text",
                        "Every row of this kind of training needs this field.");
            }
            return value.asString();
        }
    }

    private JsonLines() {}

    /** Rows {@code {"prompt","completion"}}. */
    public static List<PromptCompletion> promptCompletions(Path file) throws IOException {
        return read(file, row -> new PromptCompletion(row.text("prompt"), row.text("completion")));
    }

    /** Rows {@code {"prompt","chosen","rejected"}}, with an optional {@code margin}. */
    public static List<PreferencePair> preferencePairs(Path file) throws IOException {
        return read(
                file,
                row ->
                        new PreferencePair(
                                row.text("prompt"),
                                row.text("chosen"),
                                row.text("rejected"),
                                row.json.path("margin").asDouble(0)));
    }

    /**
     * The name of each row's subset; empty where a row names none.
     *
     * @param field the field that names it, with dots into objects, which every row must have; null
     *     for {@code subset}, or {@code metadata.subset}
     */
    static List<String> subsets(Path file, @Nullable String field) throws IOException {
        return read(file, row -> field == null ? usualSubset(row) : subset(row, field));
    }

    private static String usualSubset(Row row) {
        JsonNode own = row.json.path("subset");
        JsonNode name = own.isMissingNode() ? row.json.path("metadata").path("subset") : own;
        return name.isValueNode() ? name.asString("") : "";
    }

    private static String subset(Row row, String field) {
        JsonNode value = row.json;
        for (String name : field.split("\\.")) {
            value = value.path(name);
        }
        if (!value.isValueNode() || value.isNull() || value.asString("").isBlank()) {
            throw new BadInputException(
                    "%s, field \"%s\"".formatted(row.place, field),
                    value.isMissingNode() ? "nothing" : shortened(value.toString()),
                    "the name of the row's subset",
                    "Name a field that every row has, or leave the option out.");
        }
        return value.asString();
    }

    /** Rows {@code {"prompt","completion"}} or {@code {"text"}} as tokens. */
    static List<Encoded> examples(Path file, PromptLayout layout, int maxLength)
            throws IOException {
        return read(file, row -> example(row, layout).truncated(maxLength));
    }

    private static Encoded example(Row row, PromptLayout layout) {
        return row.has("text")
                ? layout.text(row.text("text"))
                : layout.promptAndCompletion(row.text("prompt"), row.text("completion"));
    }

    /** The texts of the first {@code limit} rows, as a tokenizer should see them. */
    static List<String> texts(Path file, int limit) throws IOException {
        List<String> texts = new ArrayList<>();
        each(
                file,
                limit,
                row -> {
                    if (row.has("text")) {
                        texts.add(row.text("text"));
                    } else {
                        texts.add(" " + row.text("prompt"));
                        texts.add(" " + row.text("completion"));
                    }
                });
        return texts;
    }

    static <T> List<T> read(Path file, Function<Row, T> parser) throws IOException {
        List<T> rows = new ArrayList<>();
        each(file, Long.MAX_VALUE, row -> rows.add(parser.apply(row)));
        if (rows.isEmpty()) {
            throw new BadInputException(
                    file.toString(), "no rows", "at least one", "Check that it is the right file.");
        }
        return rows;
    }

    /** Each row of the first {@code limit} lines that is not blank. */
    private static void each(Path file, long limit, Consumer<Row> reader) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (String line : (Iterable<String>) lines.limit(limit)::iterator) {
                number++;
                if (!line.isBlank()) {
                    reader.accept(parse(file, number, line));
                }
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new BadInputException(
                        file + ":" + firstNoText(file),
                        "bytes that are no UTF-8",
                        "JSON lines in UTF-8",
                        "Check that it is the right file, or convert it.");
            }
            throw e.getCause();
        }
    }

    /** The number of the first line whose bytes are no UTF-8. */
    private static long firstNoText(Path file) throws IOException {
        // Every byte is a character of this one, and lines end at the same bytes.
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return 1 + lines.takeWhile(JsonLines::isText).count();
        }
    }

    private static boolean isText(String bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Row parse(Path file, int number, String line) {
        String place = file + ":" + number;
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return new Row(place, json);
            }
        } catch (JacksonException e) {
            // Told below, together with what is JSON but no object.
        }
        throw new BadInputException(
                place, shortened(line), "a JSON object", "Write one object on each line.");
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
