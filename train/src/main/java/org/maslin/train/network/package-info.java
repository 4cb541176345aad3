/**
 * Networks: configurations in Hugging Face layout, weights, positions, attention and the forward
 * passes of the families that can be run.
 */
@NullMarked
package org.maslin.train.network;

import org.jspecify.annotations.NullMarked;
