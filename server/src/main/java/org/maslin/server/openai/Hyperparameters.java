package org.maslin.server.openai;

import java.util.Map;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;

/** Hyperparameters in the dialect's words; {@code "auto"} leaves one to us. */
record Hyperparameters(JsonNode given) {

    /**
     * Adds one to our settings, if it was given.
     *
     * @param factor from the dialect's number to ours
     */
    void put(Map<String, Object> settings, String name, String ours, double most, double factor) {
        JsonNode value = given.path(name);
        if (value.isMissingNode() || value.isNull() || value.asString("").equals("auto")) {
            return;
        }
        if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() <= most)) {
            throw new BadInputException(
                    "hyperparameters." + name,
                    value.toString(),
                    "\"auto\", or a number above 0 and at most %s".formatted(most),
                    "Leave it out to have it chosen.");
        }
        settings.put(
                ours,
                value.isIntegralNumber() && factor == Math.rint(factor)
                        ? (Object) (value.longValue() * (long) factor)
                        : (Object) (value.doubleValue() * factor));
    }
}
