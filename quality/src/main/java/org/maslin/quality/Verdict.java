package org.maslin.quality;

/**
 * What is thought of one task at a moment.
 *
 * @param label the most probable label; of equally probable ones the first in label order
 * @param probability how probable it is by {@link DawidSkene}
 * @param confidence how sure one may be of it, on which the routing rests; less than the
 *     probability, which takes workers for independent and known
 * @param answers how many answers that speak the task has
 * @param routing what becomes of the task
 */
public record Verdict(
        String label, double probability, double confidence, int answers, Routing routing) {}
