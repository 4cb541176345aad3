/**
 * Gold: how right answers to tasks with a known answer are, and what follows from that. Uses
 * consensus, annotations, tasks and projects.
 */
@NullMarked
package org.maslin.server.gold;

import org.jspecify.annotations.NullMarked;
