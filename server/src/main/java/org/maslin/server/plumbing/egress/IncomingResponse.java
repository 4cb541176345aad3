package org.maslin.server.plumbing.egress;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back; its body is read from the connection, so it must be closed. */
public final class IncomingResponse implements Closeable {

    private final URI uri;
    private final int status;
    private final Map<String, String> headers;
    private final InputStream body;
    private final Closeable connection;

    IncomingResponse(
            URI uri,
            int status,
            Map<String, String> headers,
            InputStream body,
            Closeable connection) {
        this.uri = uri;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.connection = connection;
    }

    /** Where it came from in the end. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The body, which fails with {@link EgressException} at its limits of size and time. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
