/** The curate library. */
@NullMarked
package org.maslin.curate;

import org.jspecify.annotations.NullMarked;
