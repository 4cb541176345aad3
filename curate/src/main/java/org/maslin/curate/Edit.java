package org.maslin.curate;

/**
 * A change that a stage made to a text.
 *
 * @param stage the published name of the stage
 * @param what what was changed, such as {@code email}
 * @param count how many of it
 */
public record Edit(String stage, String what, int count) {}
