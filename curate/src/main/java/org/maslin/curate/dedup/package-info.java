/** Stages that find equal and nearly equal documents. */
@NullMarked
package org.maslin.curate.dedup;

import org.jspecify.annotations.NullMarked;
