package org.maslin.server.scale;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Other people's servers, behind the one guard that says which of them may be called. */
interface Outside {

    /** What came back of a file's address; it must be closed. */
    interface Fetched extends Closeable {

        InputStream body();

        @Nullable String contentType();
    }

    /** Refuses an address that may not be called. */
    URI check(String place, String address);

    /** Posts JSON; returns the status. */
    int post(URI address, Map<String, String> headers, byte[] json) throws IOException;

    /** Opens a file. */
    Fetched get(URI address) throws IOException;
}
