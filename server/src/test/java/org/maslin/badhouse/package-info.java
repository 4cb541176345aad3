/** A house with a fault in every room: each class breaks one rule, so that the rules are seen. */
@NullMarked
package org.maslin.badhouse;

import org.jspecify.annotations.NullMarked;
