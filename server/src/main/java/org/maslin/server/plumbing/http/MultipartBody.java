package org.maslin.server.plumbing.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** A form with files (RFC 7578), read part by part as it streams in; nothing is held. */
public final class MultipartBody {

    /**
     * A part of the form; its content must be read before the next part is asked for.
     *
     * @param fileName null if it is no file
     */
    public record Part(
            String name, @Nullable String fileName, @Nullable String type, InputStream content) {

        private static final int LONGEST_TEXT = 1_000_000;

        /** The content of a part that is no file. */
        public String text() throws IOException {
            byte[] bytes = content.readNBytes(LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw bad(name, "more than 1 MB", "at most 1 MB of text");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-zA-Z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");
    private static final int LONGEST_HEADER = 16_384;
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private boolean ended;
    private @Nullable Content open;

    private MultipartBody(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line before it; this one stands in its place.
        buffer[0] = '\r';
        buffer[1] = '\n';
        this.to = 2;
    }

    /** The form of a request. */
    public static MultipartBody of(Request request) throws IOException {
        String type = request.header("Content-Type");
        Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
        if (type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                || !boundary.find()) {
            throw bad("Content-Type", String.valueOf(type), "multipart/form-data with a boundary");
        }
        String quoted = boundary.group(1);
        var form =
                new MultipartBody(
                        request.bodyStream(), quoted == null ? boundary.group(2) : quoted);
        try (InputStream preamble = form.new Content()) {
            preamble.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return form;
    }

    /** The next part, or null at the end. */
    public @Nullable Part next() throws IOException {
        if (open != null) {
            open.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (ended || isLast()) {
            ended = true;
            return null;
        }
        Map<String, String> headers = headers();
        String disposition = headers.getOrDefault("content-disposition", "");
        Map<String, String> parameters = parameters(disposition);
        String name = parameters.get("name");
        if (name == null) {
            throw bad("form", "a part without a name", "Content-Disposition with a name");
        }
        open = new Content();
        return new Part(name, parameters.get("filename"), headers.get("content-type"), open);
    }

    /** After a delimiter: two hyphens end the form, a line end begins a part. */
    private boolean isLast() throws IOException {
        String rest = line();
        if (rest.startsWith("--")) {
            return true;
        }
        if (!rest.isBlank()) {
            throw bad("form", "a broken boundary", "the boundary on a line of its own");
        }
        return false;
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            length += line.length();
            if (length > LONGEST_HEADER) {
                throw bad("form", "headers of a part beyond 16 KB", "shorter ones");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        while (true) {
            if (from == to && !fill()) {
                if (bytes.toString(StandardCharsets.UTF_8).startsWith("--")) {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
                throw cutOff();
            }
            byte b = buffer[from++];
            if (b == '\n') {
                String line = bytes.toString(StandardCharsets.UTF_8);
                return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            }
            if (bytes.size() > LONGEST_HEADER) {
                throw bad("form", "a header beyond 16 KB", "a shorter one");
            }
            bytes.write(b);
        }
    }

    private static Map<String, String> parameters(String header) {
        var parameters = new HashMap<String, String>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            String quoted = matcher.group(2);
            String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            if (name.endsWith("*")) {
                int encoded = value.indexOf("''");
                parameters.put(
                        name.substring(0, name.length() - 1),
                        URLDecoder.decode(
                                value.substring(Math.max(0, encoded + 2)).replace("+", "%2B"),
                                StandardCharsets.UTF_8));
            } else {
                parameters.putIfAbsent(name, value.replace("%22", "\""));
            }
        }
        return parameters;
    }

    /** Moves what is left to the front and reads more; false at the end of the stream. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        if (read > 0) {
            to += read;
        }
        return read > 0;
    }

    /** What stands before the next delimiter, which is taken along. */
    private final class Content extends InputStream {

        private boolean over;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            if (over) {
                return -1;
            }
            if (length == 0) {
                return 0;
            }
            while (true) {
                int end = find();
                int safe = end >= 0 ? end : Math.max(from, to - delimiter.length + 1);
                if (safe > from) {
                    int taken = Math.min(length, safe - from);
                    System.arraycopy(buffer, from, bytes, at, taken);
                    from += taken;
                    return taken;
                }
                if (end >= 0) {
                    from += delimiter.length;
                    over = true;
                    return -1;
                }
                if (!fill()) {
                    throw cutOff();
                }
            }
        }

        private int find() {
            for (int i = from; i + delimiter.length <= to; i++) {
                if (buffer[i] == '\r'
                        && Arrays.equals(
                                buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private static BadInputException cutOff() {
        return bad("form", "an end in the middle", "the closing boundary");
    }

    private static BadInputException bad(String place, String found, String expected) {
        return new BadInputException(
                place, found, expected, "Send the form as a browser would, with its files.");
    }
}
