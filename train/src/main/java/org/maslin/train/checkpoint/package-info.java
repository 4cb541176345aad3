/** Files of numbers: safetensors, read and written. Pickled files are never opened. */
@NullMarked
package org.maslin.train.checkpoint;

import org.jspecify.annotations.NullMarked;
