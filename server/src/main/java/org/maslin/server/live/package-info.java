/**
 * Live: what happens now, as server-sent events: how far jobs are, how far projects are. Looks only
 * while somebody watches. Uses jobs and projects, and hears of answers and consensus.
 */
@NullMarked
package org.maslin.server.live;

import org.jspecify.annotations.NullMarked;
