/** Losses as pure functions: tensors in, one scalar tensor or one value per pair out. */
@NullMarked
package org.maslin.train.loss;

import org.jspecify.annotations.NullMarked;
