package org.maslin.server.predictions;

/**
 * How many predictions were stored.
 *
 * @param present those that the same version of the same model had made already; they stay
 */
public record CreatedPredictions(int created, int present) {}
