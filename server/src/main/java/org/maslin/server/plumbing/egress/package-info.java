/**
 * The one door through which the server reaches out by HTTP: it looks hosts up itself, refuses
 * addresses inside the network unless the administrator listed them, and talks to the very address
 * that it checked.
 */
@NullMarked
package org.maslin.server.plumbing.egress;

import org.jspecify.annotations.NullMarked;
