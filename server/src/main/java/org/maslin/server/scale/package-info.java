/**
 * The dialect that Scale's own clients speak, version 1, under {@code /scale/v1}. Keeps what only
 * that dialect knows: names, the history of parameters, batches, audits, files, teams. The work is
 * native: a live task becomes a sample and a task that our people answer, and their answer becomes
 * its response. Uses projects, samples, tasks, annotations, identity and records; nothing below
 * knows it.
 */
@NullMarked
package org.maslin.server.scale;

import org.jspecify.annotations.NullMarked;
