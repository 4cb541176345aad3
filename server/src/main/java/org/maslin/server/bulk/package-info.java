/**
 * Bulk changes: many tasks or samples, named by a filter, changed or deleted by a job that goes on
 * where it was stopped. Uses jobs, projects, samples and tasks.
 */
@NullMarked
package org.maslin.server.bulk;

import org.jspecify.annotations.NullMarked;
