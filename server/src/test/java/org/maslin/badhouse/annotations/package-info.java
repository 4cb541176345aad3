/** A feature above tasks. */
@NullMarked
package org.maslin.badhouse.annotations;

import org.jspecify.annotations.NullMarked;
