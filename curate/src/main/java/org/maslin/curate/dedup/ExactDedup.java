package org.maslin.curate.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.maslin.core.Sha256;
import org.maslin.curate.Stage;

/** Equal texts, by the first 128 bits of the SHA-256 of their UTF-8 bytes. The first one stays. */
public record ExactDedup() implements Stage.Match {

    @Override
    public String name() {
        return "exact-dedup";
    }

    @Override
    public String reason() {
        return "duplicate";
    }

    @Override
    public int keyCount() {
        return 1;
    }

    @Override
    public Survivor survivor() {
        return Survivor.MIN_ID;
    }

    @Override
    public Keyer keyer() {
        return (text, keys) -> {
            var hash = ByteBuffer.wrap(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
            keys[0] = hash.getLong();
            keys[1] = hash.getLong();
            return true;
        };
    }
}
