/**
 * Simulated raters: what each answers follows from seed, rater and task alone, never from the order
 * in which tasks arrive or who claims them first.
 */
@NullMarked
package org.maslin.synth.raters;

import org.jspecify.annotations.NullMarked;
