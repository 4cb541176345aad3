/** Knows the feature above it, and reads what no rule may read. */
@NullMarked
package org.maslin.badhouse.tasks;

import org.jspecify.annotations.NullMarked;
