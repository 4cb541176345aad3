/**
 * Exports: all tasks of a project with their answers, written by a job into a file in one of the
 * field's formats, and kept for a week. Uses jobs, projects and consensus.
 */
@NullMarked
package org.maslin.server.exports;

import org.jspecify.annotations.NullMarked;
