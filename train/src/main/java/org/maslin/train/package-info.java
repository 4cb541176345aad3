/** The train library. */
@NullMarked
package org.maslin.train;

import org.jspecify.annotations.NullMarked;
