package org.maslin.server.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules for an evaluation.
 *
 * @param evaluation the id of an evaluation or the name of a file of figures; null if the recipe
 *     leaves that open
 */
public record GateRecipe(@Nullable String evaluation, List<GateRule> rules) {

    public GateRecipe {
        rules = List.copyOf(rules);
    }
}
