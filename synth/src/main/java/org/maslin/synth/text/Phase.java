package org.maslin.synth.text;

/**
 * A stretch of a run with one mix.
 *
 * @param mix its name in the recipe
 * @param share of all rows, between 0 and 1
 */
public record Phase(String mix, double share) {}
