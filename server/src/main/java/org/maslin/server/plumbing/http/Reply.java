package org.maslin.server.plumbing.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a handler answers. */
public sealed interface Reply {

    static Reply ok(Object body) {
        return new Body(200, body, List.of());
    }

    static Reply created(Object body) {
        return new Body(201, body, List.of());
    }

    static Reply noContent() {
        return new Body(204, null, List.of());
    }

    /** A file to save, written as it is read. */
    static Reply file(String contentType, String fileName, Writer writer) {
        return new Stream(contentType, "attachment; filename=\"" + fileName + "\"", null, writer);
    }

    /** A page to look at, under a content policy of its own. */
    static Reply page(String contentType, Writer writer, String contentPolicy) {
        return new Stream(contentType, "inline", contentPolicy, writer);
    }

    /**
     * A file that never changes, whole or from a byte on; nothing in it can run.
     *
     * @param saveAs its name for saving, or null for one that is shown where it stands
     * @param tag names its content
     */
    static Reply kept(
            String contentType, @Nullable String saveAs, long bytes, String tag, Source source) {
        return new Kept(contentType, saveAs, bytes, tag, source);
    }

    /** Server-sent events, each on its way as soon as it is written. */
    static Reply events(Writer writer) {
        return new Events(writer);
    }

    /** The same reply with a Set-Cookie header. */
    default Reply withCookie(String cookie) {
        return switch (this) {
            case Body(int status, Object body, List<String> cookies) -> {
                var more = new java.util.ArrayList<>(cookies);
                more.add(cookie);
                yield new Body(status, body, more);
            }
            case Events events ->
                    throw new IllegalArgumentException("A stream of events sets no cookie.");
            case Stream stream -> throw new IllegalArgumentException("A file sets no cookie.");
            case Kept kept -> throw new IllegalArgumentException("A file sets no cookie.");
        };
    }

    /** JSON, or nothing. */
    record Body(int status, @Nullable Object body, List<String> cookies) implements Reply {
        public Body {
            cookies = List.copyOf(cookies);
        }
    }

    /** Bytes that never stand in memory as a whole. */
    record Stream(
            String contentType, String disposition, @Nullable String contentPolicy, Writer writer)
            implements Reply {}

    /** A file that is kept under the hash of its content. */
    record Kept(String contentType, @Nullable String saveAs, long bytes, String tag, Source source)
            implements Reply {}

    /** Opens a file from a byte on. */
    @FunctionalInterface
    interface Source {
        InputStream open(long from) throws IOException;
    }

    /** A stream of events that nobody on the way may gather, change or keep. */
    record Events(Writer writer) implements Reply {}

    /** Writes the bytes of a stream. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }
}
