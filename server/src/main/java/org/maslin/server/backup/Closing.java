package org.maslin.server.backup;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands at the end of an archive and all before it is held against.
 *
 * @param files how many
 * @param filesDigest SHA-256 over name, length and SHA-256 of each file in order
 * @param sequences the last value that each has given
 * @param auditSize entries of the audit tree
 * @param auditNote the signed note over the tree; empty if there is none
 */
record Closing(
        SortedMap<String, Content> tables,
        long files,
        long fileBytes,
        String filesDigest,
        SortedMap<String, Long> sequences,
        long auditSize,
        String auditNote) {

    /** A table's rows as they are copied out. */
    record Content(long rows, String sha256) {}

    Closing {
        tables = new TreeMap<>(tables);
        sequences = new TreeMap<>(sequences);
    }

    long rows() {
        return tables.values().stream().mapToLong(Content::rows).sum();
    }

    static SortedMap<String, Long> sorted(Map<String, Long> values) {
        return new TreeMap<>(values);
    }
}
