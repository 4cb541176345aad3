/** The formats a version leaves in, streamed row by row. */
@NullMarked
package org.maslin.dataset.format;

import org.jspecify.annotations.NullMarked;
