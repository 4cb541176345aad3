/**
 * What every feature stands on and none of it is about labeling: configuration, clock, ids, events.
 * HTTP, database and jobs have a package each.
 */
@NullMarked
package org.maslin.server.plumbing;

import org.jspecify.annotations.NullMarked;
