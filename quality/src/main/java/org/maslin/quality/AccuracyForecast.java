package org.maslin.quality;

import org.maslin.core.Figure;

/**
 * What more answers would bring.
 *
 * <p>The level is what the answers themselves expect and is too high where workers err together, as
 * every confidence is. The difference of the two is what more answers would add, and is what to
 * decide by; add it to an accuracy that was measured on gold.
 *
 * @param now the expected share of right labels
 * @param then the same when every task has so many times its answers
 * @param gain by how much the share of right labels is expected to grow; its interval holds what
 *     the draw of tasks leaves open, not that workers may err together
 */
public record AccuracyForecast(double now, double then, Figure gain) {}
