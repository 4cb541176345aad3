/**
 * Consensus: one answer of several per task, the skill of annotators and their agreement, kept up
 * to date as answers arrive. Uses annotations, tasks, samples, projects and records.
 */
@NullMarked
package org.maslin.server.consensus;

import org.jspecify.annotations.NullMarked;
