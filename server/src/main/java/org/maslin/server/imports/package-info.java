/**
 * Imports by jobs: a file that was sent, or that a URL leads to, read record by record into
 * samples; what was rejected is listed whole. Uses jobs, projects, samples and tasks.
 */
@NullMarked
package org.maslin.server.imports;

import org.jspecify.annotations.NullMarked;
