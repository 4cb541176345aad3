/**
 * Qualifications: tests of tasks with known answers, attempts at them, and what is earned by
 * passing. Uses annotations, tasks, projects and identity.
 */
@NullMarked
package org.maslin.server.qualifications;

import org.jspecify.annotations.NullMarked;
