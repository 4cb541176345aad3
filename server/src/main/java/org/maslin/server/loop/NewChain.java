package org.maslin.server.loop;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A chain to start.
 *
 * @param seed 42 if absent
 * @param rounds 2 if absent
 * @param prompts training prompts a round; 1,500 if absent
 * @param heldOut prompts of the evaluation; 400 if absent
 * @param overlap answers to each task; 5 if absent
 */
public record NewChain(
        String name,
        @Nullable Long seed,
        @Nullable Integer rounds,
        @Nullable Integer prompts,
        @Nullable Integer heldOut,
        @Nullable Integer overlap) {

    private static final int LONGEST_NAME = 180;

    public NewChain {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new BadInputException(
                    "name", "\"" + name + "\"", "1 to 180 characters", "Name the chain.");
        }
        check("rounds", rounds, 1, 5);
        check("prompts", prompts, 50, 20_000);
        check("heldOut", heldOut, 20, 5_000);
        check("overlap", overlap, 1, 20);
    }

    ChainSettings settings() {
        return new ChainSettings(
                seed == null ? 42 : seed,
                rounds == null ? 2 : rounds,
                prompts == null ? 1_500 : prompts,
                heldOut == null ? 400 : heldOut,
                overlap == null ? 5 : overlap);
    }

    private static void check(String field, @Nullable Integer value, int low, int high) {
        if (value != null && (value < low || value > high)) {
            throw new BadInputException(
                    field,
                    value.toString(),
                    "a whole number from %d to %d".formatted(low, high),
                    "Leave it out for the default.");
        }
    }
}
