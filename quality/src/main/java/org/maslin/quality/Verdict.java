package org.maslin.quality;

/**
 * What is thought of one task at a moment.
 *
 * @param label the most probable label; of equally probable ones the first in label order
 * @param probability how probable it is
 * @param answers how many answers that speak the task has
 * @param routing what becomes of the task
 */
public record Verdict(String label, double probability, int answers, Routing routing) {}
