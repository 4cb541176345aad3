/** Stages that judge one document at a time by published heuristics. */
@NullMarked
package org.maslin.curate.filter;

import org.jspecify.annotations.NullMarked;
