/**
 * Models, trainers, sampling and scoring. A trainer reads top to bottom: data, forward, loss,
 * backward, step, log, save. The same inputs and seed give the same bytes, also when the run was
 * killed and started again.
 */
@NullMarked
package org.maslin.train;

import org.jspecify.annotations.NullMarked;
