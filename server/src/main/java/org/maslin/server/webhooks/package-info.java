/**
 * Webhooks: other programs hear of what happens, by signed HTTP requests. A delivery is written
 * with the deed that it tells and tried until it succeeds or a day has gone. Uses jobs, tasks,
 * annotations and consensus, by their events alone.
 */
@NullMarked
package org.maslin.server.webhooks;

import org.jspecify.annotations.NullMarked;
