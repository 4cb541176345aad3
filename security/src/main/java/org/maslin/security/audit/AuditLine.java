package org.maslin.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.CanonicalJson;

/** A line of an exported log; see {@link AuditExport}. */
sealed interface AuditLine {

    record Header(String publicKey, SignedNote upTo) implements AuditLine {}

    record Entry(long sequence, byte format, String leaf, TreeHash hash) implements AuditLine {

        TreeHash ownHash() {
            byte[] text = leaf.getBytes(StandardCharsets.UTF_8);
            return TreeHash.ofLeaf(
                    ByteBuffer.allocate(1 + text.length).put(format).put(text).array());
        }

        /** The entry's id, if the leaf can still be read. */
        @Nullable UUID id() {
            try {
                return CanonicalJson.parse(leaf) instanceof Map<?, ?> map
                                && map.get("id") instanceof String id
                        ? UUID.fromString(id)
                        : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    record Signed(SignedNote note) implements AuditLine {}

    record Pending(String leaf) implements AuditLine {}

    /** The line with this text, or a {@link BadInputException}. */
    static AuditLine parse(String text) {
        if (CanonicalJson.parse(text) instanceof Map<?, ?> map) {
            if (map.get("sequence") instanceof Long sequence
                    && map.get("format") instanceof Long format
                    && map.get("leaf") instanceof String leaf
                    && map.get("hash") instanceof String hash) {
                return new Entry(sequence, format.byteValue(), leaf, TreeHash.parse(hash));
            }
            if (map.get("checkpoint") instanceof String note) {
                return new Signed(SignedNote.parse(note));
            }
            if (map.get("pending") instanceof String leaf) {
                return new Pending(leaf);
            }
            if (map.get("format") instanceof Long format
                    && format == AuditExport.FORMAT
                    && map.get("publicKey") instanceof String key
                    && map.get("upTo") instanceof String note) {
                return new Header(key, SignedNote.parse(note));
            }
        }
        throw new BadInputException(
                "audit export",
                text.length() > 80 ? text.substring(0, 80) + "…" : text,
                "a header, an entry, a checkpoint or a pending row of format 1",
                "Export the log again and compare the two files.");
    }
}
