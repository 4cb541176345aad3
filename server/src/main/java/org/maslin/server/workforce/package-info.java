/**
 * Workforce: what the work on a project cost and brought, by annotator and by day, when it will be
 * done, and whose answers need a look. Uses reviews, consensus and projects; reads, never writes.
 */
@NullMarked
package org.maslin.server.workforce;

import org.jspecify.annotations.NullMarked;
