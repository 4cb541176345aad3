package org.maslin.server.openai;

import java.util.UUID;
import org.maslin.server.plumbing.http.RefusedException;

/** The dialect's ids: a word that tells the kind, and ours in hex. */
final class Ident {

    static final String FILE = "file-";
    static final String FINE_TUNE = "ftjob-";

    private static final int HEX = 32;

    private Ident() {}

    static String of(String kind, UUID id) {
        return kind + id.toString().replace("-", "");
    }

    static UUID read(String kind, String text) {
        String hex = text.startsWith(kind) ? text.substring(kind.length()) : "";
        if (!hex.matches("[0-9a-f]{%d}".formatted(HEX))) {
            throw RefusedException.notFound(kind.replaceAll("-$", ""), text);
        }
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, HEX / 2), 16),
                Long.parseUnsignedLong(hex.substring(HEX / 2), 16));
    }
}
