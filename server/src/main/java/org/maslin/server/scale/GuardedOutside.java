package org.maslin.server.scale;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.egress.IncomingResponse;
import org.maslin.server.plumbing.egress.Limits;
import org.maslin.server.plumbing.egress.OutgoingRequest;

/** Other people's servers, as far as the guard lets us. */
final class GuardedOutside implements Outside {

    private static final int OK = 200;

    private final Egress egress;

    GuardedOutside(Egress egress) {
        this.egress = egress;
    }

    @Override
    public URI check(String place, String address) {
        return egress.check(place, address);
    }

    @Override
    public int post(URI address, Map<String, String> headers, byte[] json) throws IOException {
        try (var response =
                egress.send(OutgoingRequest.post(address, headers, json), Limits.NOTICE)) {
            return response.status();
        }
    }

    @Override
    public Fetched get(URI address) throws IOException {
        IncomingResponse response = egress.send(OutgoingRequest.get(address), Limits.FILE);
        if (response.status() != OK) {
            response.close();
            throw new IOException("%s answered %d.".formatted(address, response.status()));
        }
        return new Open(response);
    }

    /** A response whose connection ends with it. */
    private record Open(IncomingResponse response) implements Fetched {
        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public @org.jspecify.annotations.Nullable String contentType() {
            return response.header("Content-Type");
        }

        @Override
        public void close() throws IOException {
            response.close();
        }
    }
}
