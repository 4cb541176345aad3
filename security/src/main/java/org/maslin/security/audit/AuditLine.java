package org.maslin.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.JsonFields;

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
                return UUID.fromString(JsonFields.parse("leaf", leaf).string("id"));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    record Signed(SignedNote note) implements AuditLine {}

    record Pending(String leaf) implements AuditLine {}

    /** The line with this text, or a {@link BadInputException}. */
    static AuditLine parse(String text) {
        JsonFields fields = JsonFields.parse("audit export", text);
        if (fields.has("sequence")) {
            return new Entry(
                    fields.integer("sequence"),
                    (byte) fields.integer("format"),
                    fields.string("leaf"),
                    TreeHash.parse(fields.string("hash")));
        }
        if (fields.has("checkpoint")) {
            return new Signed(SignedNote.parse(fields.string("checkpoint")));
        }
        if (fields.has("pending")) {
            return new Pending(fields.string("pending"));
        }
        if (fields.integer("format") != AuditExport.FORMAT) {
            throw fields.wrong("format", "format %d".formatted(AuditExport.FORMAT));
        }
        return new Header(fields.string("publicKey"), SignedNote.parse(fields.string("upTo")));
    }
}
