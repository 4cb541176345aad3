/**
 * Tasks: samples to be answered by as many annotators as their overlap says, leased to one
 * annotator at a time. Uses samples, projects, identity and records.
 */
@NullMarked
package org.maslin.server.tasks;

import org.jspecify.annotations.NullMarked;
