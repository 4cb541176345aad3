/**
 * Threads: what annotators ask about tasks and about sections of the guideline, and what they are
 * answered. Uses projects and tasks.
 */
@NullMarked
package org.maslin.server.threads;

import org.jspecify.annotations.NullMarked;
