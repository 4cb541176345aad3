/** The dataset library. */
@NullMarked
package org.maslin.dataset;

import org.jspecify.annotations.NullMarked;
