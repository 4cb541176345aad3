/**
 * Evaluations: a blind comparison of a model with its base on prompts neither has seen, what else
 * is measured of both, and the gate that the figures must pass. Uses models, projects, samples,
 * tasks, annotations, jobs and records.
 */
@NullMarked
package org.maslin.server.evaluation;

import org.jspecify.annotations.NullMarked;
