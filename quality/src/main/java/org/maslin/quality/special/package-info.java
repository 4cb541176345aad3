/** Functions of mathematics that the rooms of this library share; not exported. */
@NullMarked
package org.maslin.quality.special;

import org.jspecify.annotations.NullMarked;
