/**
 * Predictions: what models answered about samples. A project may begin its tasks with them; then
 * each annotation says what of it was taken over. Uses projects, samples and tasks.
 */
@NullMarked
package org.maslin.server.predictions;

import org.jspecify.annotations.NullMarked;
