package org.maslin.server.plumbing;

import tools.jackson.databind.node.ObjectNode;

/**
 * One record of a JSON Lines file.
 *
 * @param source the name of the file
 * @param number the number of the line, from 1; blank lines count; 0 if the source is the record
 * @param fields the record itself
 */
public record JsonLine(String source, long number, ObjectNode fields) {

    /** Where a field is, in the words of error messages: {@code posts.jsonl:17, field "text"}. */
    public String place(String field) {
        return number == 0 ? source : "%s:%d, field \"%s\"".formatted(source, number, field);
    }
}
