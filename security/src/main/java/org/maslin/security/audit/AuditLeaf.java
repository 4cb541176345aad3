package org.maslin.security.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.CanonicalJson;

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

    private static final int FIELDS = 7;

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
        if (!(CanonicalJson.parse(text) instanceof Map<?, ?> map) || map.size() != FIELDS) {
            throw notALeaf(text, "an object of seven fields");
        }
        var commitments = new TreeMap<String, String>();
        field(map, "commitments", Map.class)
                .forEach((name, value) -> commitments.put((String) name, string(name, value)));
        return new AuditLeaf(
                uuid(map, "id"),
                field(map, "at", Long.class),
                uuid(map, "organisation"),
                field(map, "actor", String.class),
                field(map, "action", String.class),
                field(map, "object", String.class),
                commitments);
    }

    private static String string(Object name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw notALeaf(String.valueOf(value), "a string for " + name);
    }

    private static UUID uuid(Map<?, ?> map, String name) {
        String text = field(map, name, String.class);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notALeaf(text, "a UUID for " + name);
        }
    }

    private static <T> T field(Map<?, ?> map, String name, Class<T> type) {
        Object value = map.get(name);
        if (!type.isInstance(value)) {
            throw notALeaf(String.valueOf(value), "a value for " + name);
        }
        return type.cast(value);
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
