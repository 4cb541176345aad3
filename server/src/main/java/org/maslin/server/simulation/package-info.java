/**
 * Simulated raters: they register, lease, look and answer through the public API as people do, and
 * are marked as simulated wherever they count. What a rater answers follows from seed, rater and
 * task alone, and who answers what is dealt out beforehand, so a run can be cut off and repeated.
 */
@NullMarked
package org.maslin.server.simulation;

import org.jspecify.annotations.NullMarked;
