package org.maslin.server.loop;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.training.FineTune;
import org.maslin.server.training.PolicyMethod;

/**
 * A chain to start. What is absent has its default.
 *
 * @param prompts training prompts a round
 * @param heldOut prompts of the evaluation
 * @param overlap answers to each comparison
 * @param method how policies are trained
 * @param workers how many processes train together
 */
public record NewChain(
        String name,
        @Nullable Long seed,
        @Nullable Integer rounds,
        @Nullable Integer prompts,
        @Nullable Integer heldOut,
        @Nullable Integer overlap,
        @Nullable PolicyMethod method,
        @Nullable Integer workers) {

    public NewChain {
        if (name.isBlank() || name.length() > 200) {
            throw new BadInputException(
                    "name", "\"" + name + "\"", "1 to 200 characters", "Name the chain.");
        }
        seed = seed == null ? 42L : seed;
        rounds = within("rounds", rounds, 3, 1, 5);
        prompts = within("prompts", prompts, 1500, 50, 20_000);
        heldOut = within("heldOut", heldOut, 400, 20, 5000);
        overlap = within("overlap", overlap, 5, 1, 20);
        workers = within("workers", workers, 1, 1, FineTune.MOST_WORKERS);
        method = method == null ? PolicyMethod.DPO : method;
    }

    private static int within(
            String field, @Nullable Integer value, int byDefault, int low, int high) {
        if (value == null) {
            return byDefault;
        }
        if (value < low || value > high) {
            throw new BadInputException(
                    field,
                    value.toString(),
                    "a whole number from %d to %d".formatted(low, high),
                    "Leave it out for %d.".formatted(byDefault));
        }
        return value;
    }
}
