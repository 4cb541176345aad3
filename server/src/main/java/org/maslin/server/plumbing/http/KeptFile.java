package org.maslin.server.plumbing.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a file that never changes: whole, or the part that was asked for (RFC 9110, one range). A
 * policy keeps whatever it holds from running, and from being shown in pages of others.
 */
final class KeptFile {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
    private static final String FOR_GOOD = "private, max-age=31536000, immutable";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** A part of a file: its first byte, and the one behind its last. */
    private record Part(long from, long to) {

        /**
         * The part that a header asks for; the whole if it asks for none; null if there is none.
         */
        static @Nullable Part of(@Nullable String header, long bytes) {
            Matcher range = RANGE.matcher(header == null ? "" : header.strip());
            if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
                return new Part(0, bytes);
            }
            if (range.group(1).isEmpty()) {
                long last = Math.min(bytes, Long.parseLong(range.group(2)));
                return last == 0 ? null : new Part(bytes - last, bytes);
            }
            long from = Long.parseLong(range.group(1));
            long to =
                    range.group(2).isEmpty()
                            ? bytes
                            : Math.min(bytes, Long.parseLong(range.group(2)) + 1);
            return from >= bytes || to <= from ? null : new Part(from, to);
        }

        boolean isWhole(long bytes) {
            return from == 0 && to == bytes;
        }
    }

    private KeptFile() {}

    static ServerResponse respond(Reply.Kept kept) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(kept.contentType()))
                .header("Content-Disposition", disposition(kept.saveAs()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Accept-Ranges", "bytes")
                .build(
                        (request, response) -> {
                            response.setHeader("Content-Security-Policy", POLICY);
                            response.setHeader("Cache-Control", FOR_GOOD);
                            response.setHeader("Pragma", "");
                            response.setHeader("Expires", "");
                            response.setHeader("ETag", tag(kept));
                            send(kept, request, response);
                            return null;
                        });
    }

    private static String tag(Reply.Kept kept) {
        return "\"" + kept.tag() + "\"";
    }

    private static String disposition(@Nullable String saveAs) {
        return saveAs == null
                ? "inline"
                : ContentDisposition.attachment()
                        .filename(saveAs, StandardCharsets.UTF_8)
                        .build()
                        .toString();
    }

    private static void send(
            Reply.Kept kept, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (tag(kept).equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        String condition = request.getHeader("If-Range");
        boolean mayBePart = condition == null || condition.equals(tag(kept));
        Part part = Part.of(mayBePart ? request.getHeader("Range") : null, kept.bytes());
        if (part == null) {
            response.setHeader("Content-Range", "bytes */" + kept.bytes());
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (!part.isWhole(kept.bytes())) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    "Content-Range",
                    "bytes %d-%d/%d".formatted(part.from(), part.to() - 1, kept.bytes()));
        }
        response.setContentLengthLong(part.to() - part.from());
        try (InputStream in = kept.source().open(part.from())) {
            copy(in, response.getOutputStream(), part.to() - part.from());
        }
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        var buffer = new byte[1 << 16];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The file is shorter than it was.");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
