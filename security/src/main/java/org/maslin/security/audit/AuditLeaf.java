package org.maslin.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.maslin.core.BadInputException;
import org.maslin.core.CanonicalJson;
import org.maslin.core.JsonFields;

/**
 * One audit entry as the tree sees it. It holds pseudonyms and commitments, no personal data, and
 * not its own place in the tree, which it gets later.
 *
 * <p>Its bytes are a format byte (1), then canonical JSON in UTF-8.
 *
 * @param id the entry's own id
 * @param atMicros when, in microseconds since 1970-01-01T00:00Z
 * @param organisationId whose log
 * @param actor who, as a pseudonymous id
 * @param action what was done
 * @param object what it was done to, as {@code kind/id}
 * @param commitments what else belongs to it, by name; see {@link Commitment}
 */
public record AuditLeaf(
        UUID id,
        long atMicros,
        UUID organisationId,
        String actor,
        String action,
        String object,
        SortedMap<String, String> commitments) {

    /** The format byte that begins every leaf written today. */
    public static final byte FORMAT = 1;

    public AuditLeaf {
        commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
    }

    /** The bytes that go into the tree. */
    public byte[] bytes() {
        byte[] text = json().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(FORMAT).put(text).array();
    }

    /** The leaf's canonical JSON, without the format byte. */
    public String json() {
        return CanonicalJson.write(
                Map.of(
                        "id", id.toString(),
                        "at", atMicros,
                        "organisation", organisationId.toString(),
                        "actor", actor,
                        "action", action,
                        "object", object,
                        "commitments", commitments));
    }

    public TreeHash hash() {
        return TreeHash.ofLeaf(bytes());
    }

    /**
     * The leaf with these bytes.
     *
     * @throws BadInputException if they are not exactly what {@link #bytes} writes
     */
    public static AuditLeaf parse(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw notALeaf(
                    bytes.length == 0 ? "nothing" : "the format byte " + bytes[0],
                    "the format byte 1");
        }
        String text = utf8(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
        AuditLeaf leaf = parseJson(text);
        if (!leaf.json().equals(text)) {
            throw notALeaf(text, "canonical JSON of the seven fields");
        }
        return leaf;
    }

    private static AuditLeaf parseJson(String text) {
        JsonFields fields = JsonFields.parse("audit leaf", text);
        return new AuditLeaf(
                uuid(fields, "id"),
                fields.integer("at"),
                uuid(fields, "organisation"),
                fields.string("actor"),
                fields.string("action"),
                fields.string("object"),
                fields.strings("commitments"));
    }

    private static UUID uuid(JsonFields fields, String name) {
        try {
            return UUID.fromString(fields.string(name));
        } catch (BadInputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw fields.wrong(name, "a UUID");
        }
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw notALeaf("other bytes", "UTF-8");
        }
    }

    private static BadInputException notALeaf(String found, String expected) {
        return new BadInputException(
                "audit leaf", found, expected, "Compare the entry with an export made earlier.");
    }
}
