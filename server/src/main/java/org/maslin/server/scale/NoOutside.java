package org.maslin.server.scale;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.maslin.core.BadInputException;

/** No way out: nothing is fetched and nobody told while no guard stands before it. */
final class NoOutside implements Outside {

    @Override
    public void check(String place, String address) {
        throw new BadInputException(
                place,
                "\"" + address + "\"",
                "a file of yours, for this server calls no other one",
                "Upload the file instead.");
    }

    @Override
    public int post(URI address, Map<String, String> headers, byte[] json) throws IOException {
        throw new IOException("This server calls no other one.");
    }

    @Override
    public Fetched get(URI address) throws IOException {
        throw new IOException("This server calls no other one.");
    }
}
