package org.maslin.server.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.egress.IncomingResponse;
import org.maslin.server.plumbing.egress.Limits;
import org.maslin.server.plumbing.egress.OutgoingRequest;
import org.maslin.server.samples.Attachments;

/** Fetches the files that records name by their addresses, past the guard. */
final class Fetching {

    private static final int FIRST_FAILURE = 400;
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(10), Duration.ofMinutes(10), 5L << 30);

    private Fetching() {}

    static boolean isAddress(String name) {
        return name.startsWith("https://") || name.startsWith("http://");
    }

    static Attachments.Opened open(Egress egress, String address) {
        try {
            IncomingResponse response = egress.send(OutgoingRequest.get(new URI(address)), LIMITS);
            if (response.status() >= FIRST_FAILURE) {
                response.close();
                throw failed(address, "the answer " + response.status());
            }
            String path = String.valueOf(response.uri().getPath());
            String last = path.substring(path.lastIndexOf('/') + 1);
            return new Attachments.Opened(
                    last.isBlank() ? "download" : last,
                    new FilterInputStream(response.body()) {
                        @Override
                        public void close() throws IOException {
                            response.close();
                        }
                    });
        } catch (URISyntaxException e) {
            throw failed(address, "\"" + address + "\"");
        } catch (IOException e) {
            throw failed(address, String.valueOf(e.getMessage()));
        }
    }

    private static BadInputException failed(String address, String found) {
        return new BadInputException(
                address, found, "an address that answers with a file", "Check it in a browser.");
    }
}
