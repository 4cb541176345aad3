/**
 * Immutable dataset versions: the consensus of a project frozen under the hash of its content,
 * listed, read row by row, exported. Uses projects and, through their tables, samples, tasks and
 * consensus.
 */
@NullMarked
package org.maslin.server.datasets;

import org.jspecify.annotations.NullMarked;
