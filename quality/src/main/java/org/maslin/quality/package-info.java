/** The quality library. */
@NullMarked
package org.maslin.quality;

import org.jspecify.annotations.NullMarked;
