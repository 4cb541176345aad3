package org.maslin.server.records;

/**
 * Something that was made or made something else.
 *
 * @param kind what it is, in one word: {@code sample}, {@code task}, {@code version}, …
 * @param id its id, key or hash
 */
public record Node(String kind, String id) {

    public Node {
        if (kind.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("A node needs a kind and an id.");
        }
    }

    public static Node of(String kind, Object id) {
        return new Node(kind, id.toString());
    }
}
