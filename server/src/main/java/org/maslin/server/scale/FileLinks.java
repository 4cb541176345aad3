package org.maslin.server.scale;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.KeyedHash;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.http.RefusedException;

/** Links to files that work without a key, signed, for an hour. */
final class FileLinks {

    /** Whose file a link opens. */
    record Owner(UUID organisation, Mode mode) {}

    private static final Duration LIFE = Duration.ofHours(1);

    private final KeyedHash hash;
    private final InstantSource clock;

    FileLinks(byte[] key, InstantSource clock) {
        this.hash = new KeyedHash(key);
        this.clock = clock;
    }

    /** The query string that opens a file. */
    String query(Principal principal, UUID file) {
        long expires = clock.instant().plus(LIFE).getEpochSecond();
        UUID organisation = principal.organisationId();
        Mode mode = Mode.of(principal);
        return "owner=%s&mode=%s&expires=%d&signature=%s"
                .formatted(
                        organisation,
                        mode.word(),
                        expires,
                        signature(organisation, mode, file, expires));
    }

    /** Whose file a link opens; refused if it was changed or is too old. */
    Owner owner(UUID file, ScaleQuery query) {
        try {
            var organisation = UUID.fromString(String.valueOf(query.text("owner")));
            Mode mode = "test".equals(query.text("mode")) ? Mode.TEST : Mode.LIVE;
            long expires = Long.parseLong(String.valueOf(query.text("expires")));
            boolean real =
                    matches(signature(organisation, mode, file, expires), query.text("signature"));
            if (real && clock.instant().isBefore(Instant.ofEpochSecond(expires))) {
                return new Owner(organisation, mode);
            }
        } catch (IllegalArgumentException broken) {
            // refused below
        }
        throw RefusedException.forbidden("The link to the file is broken or too old.");
    }

    private String signature(UUID organisation, Mode mode, UUID file, long expires) {
        return hash.hex(
                "maslin/scale-file/1/%s/%s/%s/%d"
                        .formatted(organisation, mode.word(), file, expires));
    }

    private static boolean matches(String expected, @Nullable String sent) {
        return sent != null
                && java.security.MessageDigest.isEqual(
                        expected.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        sent.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
