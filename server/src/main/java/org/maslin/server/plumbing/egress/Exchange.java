package org.maslin.server.plumbing.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One request and its answer in HTTP/1.1 (RFC 9112), on a connection that is used for nothing else.
 */
final class Exchange {

    private static final int LONGEST_HEAD = 64 << 10;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket;
    private final Connection connection;
    private final OutgoingRequest request;
    private final Egress.Target target;
    private final Limits limits;

    Exchange(
            Socket socket,
            Connection connection,
            OutgoingRequest request,
            Egress.Target target,
            Limits limits) {
        this.socket = socket;
        this.connection = connection;
        this.request = request;
        this.target = target;
        this.limits = limits;
    }

    IncomingResponse answer() throws IOException {
        write(socket.getOutputStream());
        var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        var head = new Head(in, request.uri());
        while (head.status >= 100 && head.status < 200) {
            head = new Head(in, request.uri());
        }
        var body = new LimitedBody(framed(in, head), limits.bytes(), request.uri(), connection);
        return new IncomingResponse(request.uri(), head.status, head.fields, body, connection);
    }

    private void write(OutputStream out) throws IOException {
        URI uri = request.uri();
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head =
                new StringBuilder()
                        .append(request.method())
                        .append(' ')
                        .append(path)
                        .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                        .append(" HTTP/1.1\r\nHost: ")
                        .append(target.authority())
                        .append("\r\nUser-Agent: maslin\r\nAccept: */*\r\nConnection: close\r\n");
        request.headers().forEach((n, v) -> head.append(n).append(": ").append(v).append("\r\n"));
        byte[] body = request.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        if (body != null) {
            out.write(body);
        }
        out.flush();
    }

    /** The body's bytes by whichever of the three ways its end is told. */
    private InputStream framed(InputStream in, Head head) throws IOException {
        if (request.method().equals("HEAD")
                || head.status == NO_CONTENT
                || head.status == NOT_MODIFIED) {
            return InputStream.nullInputStream();
        }
        String coding = head.fields.get("transfer-encoding");
        if (coding != null) {
            if (!coding.strip().equalsIgnoreCase("chunked")) {
                throw new EgressException(
                        "%s answers in the coding %s.".formatted(request.uri(), coding));
            }
            return new ChunkedBody(in, request.uri());
        }
        String length = head.fields.get("content-length");
        if (length == null) {
            return in;
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new EgressException(
                    "%s answers with the length %s.".formatted(request.uri(), length));
        }
        long bytes = Long.parseLong(length);
        if (bytes > limits.bytes()) {
            throw LimitedBody.tooLong(request.uri(), limits.bytes());
        }
        return new SizedBody(in, bytes, request.uri());
    }

    /** The status line and the fields. */
    private static final class Head {

        private final Map<String, String> fields = new LinkedHashMap<>();
        private final int status;
        private int left = LONGEST_HEAD;

        Head(InputStream in, URI uri) throws IOException {
            String first = line(in, uri);
            if (!first.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
                throw new EgressException("%s does not speak HTTP.".formatted(uri));
            }
            status = Integer.parseInt(first.substring(9, 12));
            for (String line = line(in, uri); !line.isEmpty(); line = line(in, uri)) {
                int colon = line.indexOf(':');
                if (colon < 1) {
                    throw new EgressException("%s sends a broken header.".formatted(uri));
                }
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }

        private String line(InputStream in, URI uri) throws IOException {
            var line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EgressException("%s hung up.".formatted(uri));
                }
                if (--left < 0) {
                    throw new EgressException("%s sends endless headers.".formatted(uri));
                }
                line.append((char) b);
            }
            int end = line.length();
            return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
        }
    }
}
