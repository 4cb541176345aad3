package org.maslin.server.samples;

import java.util.List;
import org.maslin.server.plumbing.RejectedLine;

/**
 * What an import took and what it did not.
 *
 * @param present samples whose key the project had already
 * @param rolledBack whether a rejected line undid the whole import
 * @param rejected the first 10,000 rejected lines; then one entry says how many more there are
 */
public record ImportReport(
        long read, long taken, long present, boolean rolledBack, List<RejectedLine> rejected) {
    public ImportReport {
        rejected = List.copyOf(rejected);
    }
}
