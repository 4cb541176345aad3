package org.maslin.server.gold;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task to be made gold.
 *
 * @param expected in the sample's own order; the consensus on the leading question if absent
 */
public record TaskAsGold(
        @Nullable Map<String, Object> expected,
        @Nullable String explanation,
        @Nullable Map<String, Double> tolerance) {}
