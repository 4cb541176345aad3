package org.maslin.server.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line from the child. Exactly one of the others is given.
 *
 * @param id what it answers
 * @param piece the next piece of the completion
 * @param completed the completion has ended
 * @param embedded the vectors
 * @param refused place, found, expected and hint of bad input
 * @param failed why it cannot be answered
 */
record Said(
        long id,
        @Nullable Piece piece,
        @Nullable Completed completed,
        @Nullable Embedded embedded,
        @Nullable List<String> refused,
        @Nullable String failed) {

    static Said piece(long id, Piece piece) {
        return new Said(id, piece, null, null, null, null);
    }

    static Said completed(long id, Completed completed) {
        return new Said(id, null, completed, null, null, null);
    }

    static Said embedded(long id, Embedded embedded) {
        return new Said(id, null, null, embedded, null, null);
    }

    static Said refused(long id, List<String> refused) {
        return new Said(id, null, null, null, refused, null);
    }

    static Said failed(long id, String failed) {
        return new Said(id, null, null, null, null, failed);
    }
}
