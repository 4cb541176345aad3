/**
 * Compares two models on prompts that none of them has seen: completions of both, what the recipe's
 * grader says of them, what blind judges prefer, and the gate over all of it. Uses models,
 * projects, samples, tasks and annotations.
 */
@NullMarked
package org.maslin.server.evaluation;

import org.jspecify.annotations.NullMarked;
