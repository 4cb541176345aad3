package org.maslin.server.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A batch to make.
 *
 * @param name unique in the project
 * @param kind production if absent
 * @param state staging if absent, or in progress
 * @param priority 0 if absent
 * @param rule whom it is for; everybody if absent
 * @param adaptiveOverlap what its tasks get; the project's if absent
 */
public record NewBatch(
        String name,
        @Nullable BatchKind kind,
        @Nullable BatchState state,
        @Nullable Integer priority,
        @Nullable Map<String, Object> metadata,
        @Nullable WorkRule rule,
        @Nullable AdaptiveOverlap adaptiveOverlap) {

    private static final int LONGEST_NAME = 200;

    public NewBatch {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw new BadInputException(
                    "name", "\"" + name + "\"", "1 to 200 characters of text", "Name the batch.");
        }
        if (state != null && state != BatchState.STAGING && state != BatchState.IN_PROGRESS) {
            throw new BadInputException(
                    "state",
                    state.name().toLowerCase(java.util.Locale.ROOT),
                    "staging or in-progress",
                    "Make the batch first, then pause or complete it.");
        }
    }

    BatchKind kindOrProduction() {
        return kind == null ? BatchKind.PRODUCTION : kind;
    }

    BatchState stateOrStaging() {
        return state == null ? BatchState.STAGING : state;
    }

    WorkRule ruleOrEverybody() {
        return rule == null ? WorkRule.EVERYBODY : rule;
    }

    int priorityOrZero() {
        return priority == null ? 0 : priority;
    }
}
