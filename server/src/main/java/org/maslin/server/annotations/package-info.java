/**
 * Annotations: drafts, answers, their revisions, and taking them back. Uses tasks, samples,
 * projects and records; tells of every answer by an event.
 */
@NullMarked
package org.maslin.server.annotations;

import org.jspecify.annotations.NullMarked;
