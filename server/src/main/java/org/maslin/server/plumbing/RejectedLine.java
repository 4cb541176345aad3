package org.maslin.server.plumbing;

import org.maslin.core.BadInputException;

/**
 * A record of a file that cannot be taken, and why.
 *
 * @param place file, line and column, such as {@code posts.jsonl:17:4}
 * @param found the offending value, shortened if it is long
 * @param expected what would have been right
 * @param hint what to do about it, one sentence
 */
public record RejectedLine(String place, String found, String expected, String hint) {

    /** The same as an error, for callers that cannot go on without the record. */
    public BadInputException toException() {
        return new BadInputException(place, found, expected, hint);
    }
}
