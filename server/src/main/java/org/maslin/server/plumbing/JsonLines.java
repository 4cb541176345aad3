package org.maslin.server.plumbing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON Lines: one JSON object a line, UTF-8 with or without a byte order mark, {@code \n} or
 * {@code \r\n}. Streams; holds one line at a time. Blank lines are skipped but counted. Each other
 * line is handed over exactly once, as a record or as a rejection.
 */
public final class JsonLines {

    /** Longer lines are rejected without being held, unless the caller says otherwise. */
    public static final int MAX_LINE_BYTES = 32 << 20;

    private static final int SHOWN_CHARACTERS = 40;

    private static final ObjectReader READER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readerFor(JsonNode.class);

    private final String source;
    private final Consumer<JsonLine> taken;
    private final Consumer<RejectedLine> rejected;
    private long number;

    private JsonLines(String source, Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) {
        this.source = source;
        this.taken = taken;
        this.rejected = rejected;
    }

    /** As the other one, with lines of at most {@link #MAX_LINE_BYTES}. */
    public static void read(
            InputStream in,
            String source,
            Consumer<JsonLine> taken,
            Consumer<RejectedLine> rejected)
            throws IOException {
        read(in, source, MAX_LINE_BYTES, taken, rejected);
    }

    /**
     * Reads to the end; what a consumer throws stops it.
     *
     * @param source the name of the file, for places
     * @throws org.maslin.core.BadInputException if the whole file is in another encoding
     */
    public static void read(
            InputStream in,
            String source,
            int maxLineBytes,
            Consumer<JsonLine> taken,
            Consumer<RejectedLine> rejected)
            throws IOException {
        var lines = new ByteLines(TextSource.utf8(in, source), maxLineBytes);
        var reader = new JsonLines(source, taken, rejected);
        while (lines.next()) {
            reader.number = lines.number();
            if (lines.tooLong()) {
                reader.reject(
                        1,
                        "a line of %d bytes".formatted(lines.wholeLength()),
                        "at most %d bytes".formatted(maxLineBytes),
                        "Split the record, or check that records are separated by line ends.");
            } else {
                reader.take(lines.bytes(), lines.length());
            }
        }
    }

    private void take(byte[] bytes, int length) {
        String line = decode(bytes, length);
        if (line == null || line.isBlank()) {
            return;
        }
        JsonNode record = parse(line);
        if (record instanceof ObjectNode fields) {
            taken.accept(new JsonLine(source, number, fields));
        } else if (record != null) {
            reject(
                    1,
                    shorten(line.strip()),
                    "a JSON object",
                    "Each line must be one record in braces, such as {\"text\": \"…\"}.");
        }
    }

    private @Nullable String decode(byte[] bytes, int length) {
        var chars = CharBuffer.allocate(length);
        var in = ByteBuffer.wrap(bytes, 0, length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, chars, true);
        chars.flip();
        if (!result.isError()) {
            return chars.toString();
        }
        int column = chars.toString().codePointCount(0, chars.length()) + 1;
        reject(
                column,
                "the byte 0x%02x".formatted(bytes[in.position()]),
                "UTF-8",
                "Convert the file to UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8.");
        return null;
    }

    private @Nullable JsonNode parse(String line) {
        try {
            JsonNode record = READER.readValue(line);
            int lone = line.contains("\\ud") || line.contains("\\uD") ? loneSurrogate(record) : -1;
            if (lone < 0) {
                return record;
            }
            reject(
                    1,
                    "the escape \\u%04x without its partner".formatted(lone),
                    "a whole character",
                    "Half a surrogate pair is no text; cut the text between characters.");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int chars = at == null ? 0 : (int) Math.clamp(at.getColumnNr() - 1L, 0, line.length());
            reject(
                    line.codePointCount(0, chars) + 1,
                    shorten(line.substring(chars)),
                    "a JSON object (%s)".formatted(firstLine(e.getOriginalMessage())),
                    "Correct the line or leave it out.");
        }
        return null;
    }

    /** The first half pair in any text of the record, or -1. */
    private static int loneSurrogate(JsonNode node) {
        if (node.isString()) {
            return node.stringValue()
                    .codePoints()
                    .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    .findFirst()
                    .orElse(-1);
        }
        for (JsonNode child : node) {
            int found = loneSurrogate(child);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }

    private void reject(int column, String found, String expected, String hint) {
        String place = "%s:%d:%d".formatted(source, number, column);
        rejected.accept(new RejectedLine(place, found, expected, hint));
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.isEmpty() ? "malformed" : line.replaceFirst(" \\(start marker at .*", "");
    }

    private static String shorten(String text) {
        if (text.isEmpty()) {
            return "the end of the line";
        }
        int shown = Math.min(text.length(), SHOWN_CHARACTERS);
        if (shown < text.length() && Character.isHighSurrogate(text.charAt(shown - 1))) {
            shown--;
        }
        return "\"" + text.substring(0, shown) + (shown < text.length() ? "…" : "") + "\"";
    }
}
