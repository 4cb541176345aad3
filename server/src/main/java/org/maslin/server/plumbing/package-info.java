/**
 * What every command and feature stands on, and what knows none of them: reading files line by line
 * with exact places, and naming the nearest right word for a wrong one.
 */
@NullMarked
package org.maslin.server.plumbing;

import org.jspecify.annotations.NullMarked;
