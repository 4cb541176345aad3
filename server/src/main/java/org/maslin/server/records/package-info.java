/**
 * What everything else leaves behind: audit entries and provenance edges, written in the caller's
 * transaction; the tree over the entries; lineage read from the edges. Uses no other feature.
 */
@NullMarked
package org.maslin.server.records;

import org.jspecify.annotations.NullMarked;
