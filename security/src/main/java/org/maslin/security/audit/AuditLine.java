package org.maslin.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.CanonicalJson;
import org.maslin.core.JsonFields;

/** A line of an exported log; see {@link AuditExport}. */
sealed interface AuditLine {

    /** The number of the format written today. */
    long FORMAT = 1;

    /** The text, without a line feed. */
    String json();

    record Header(String publicKey, SignedNote upTo) implements AuditLine {

        @Override
        public String json() {
            return CanonicalJson.write(
                    Map.of(
                            "format", FORMAT,
                            "publicKey", publicKey,
                            "upTo", upTo.toString()));
        }
    }

    /** What stands at a place of the tree. */
    sealed interface Placed extends AuditLine {
        long sequence();

        /** The hash it had when it entered the tree. */
        TreeHash hash();

        /** The entry's id, where the line tells it. */
        @Nullable UUID id();
    }

    record Entry(long sequence, byte format, String leaf, TreeHash hash) implements Placed {

        @Override
        public String json() {
            return CanonicalJson.write(
                    Map.of(
                            "sequence",
                            sequence,
                            "format",
                            (int) format,
                            "leaf",
                            leaf,
                            "hash",
                            hash.toString()));
        }

        TreeHash ownHash() {
            byte[] text = leaf.getBytes(StandardCharsets.UTF_8);
            return TreeHash.ofLeaf(
                    ByteBuffer.allocate(1 + text.length).put(format).put(text).array());
        }

        @Override
        public @Nullable UUID id() {
            try {
                return UUID.fromString(JsonFields.parse("leaf", leaf).string("id"));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** An entry that the reader may not see. */
    record Sealed(long sequence, TreeHash hash) implements Placed {

        @Override
        public String json() {
            return CanonicalJson.write(Map.of("sequence", sequence, "hash", hash.toString()));
        }

        @Override
        public @Nullable UUID id() {
            return null;
        }
    }

    record Signed(SignedNote note) implements AuditLine {

        @Override
        public String json() {
            return CanonicalJson.write(Map.of("checkpoint", note.toString()));
        }
    }

    record Pending(String leaf) implements AuditLine {

        @Override
        public String json() {
            return CanonicalJson.write(Map.of("pending", leaf));
        }
    }

    /**
     * The line with this text, which must have the one spelling, or a {@link BadInputException}.
     */
    static AuditLine parse(String text) {
        AuditLine line = read(text);
        if (!line.json().equals(text)) {
            throw new BadInputException(
                    "audit export",
                    text,
                    line.json(),
                    "Take the file as it was exported, or export the log again.");
        }
        return line;
    }

    private static AuditLine read(String text) {
        JsonFields fields = JsonFields.parse("audit export", text);
        if (fields.has("sequence") && !fields.has("leaf")) {
            return new Sealed(fields.integer("sequence"), TreeHash.parse(fields.string("hash")));
        }
        if (fields.has("sequence")) {
            long format = fields.integer("format");
            return new Entry(
                    fields.integer("sequence"),
                    (byte) format,
                    fields.string("leaf"),
                    TreeHash.parse(fields.string("hash")));
        }
        if (fields.has("checkpoint")) {
            return new Signed(SignedNote.parse(fields.string("checkpoint")));
        }
        if (fields.has("pending")) {
            return new Pending(fields.string("pending"));
        }
        if (fields.integer("format") != FORMAT) {
            throw fields.wrong("format", "format %d".formatted(FORMAT));
        }
        return new Header(fields.string("publicKey"), SignedNote.parse(fields.string("upTo")));
    }
}
