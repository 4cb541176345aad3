/**
 * HTTP for all features: one table of routes, each with the action that it needs; requests parsed
 * into records; refusals turned into problem responses (RFC 9457) in one place.
 */
@NullMarked
package org.maslin.server.plumbing.http;

import org.jspecify.annotations.NullMarked;
