package org.maslin.server.datasets;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * A version to publish.
 *
 * @param minProbability only answers at least this sure go in; 0 if absent
 */
public record PublishVersion(String name, @Nullable Double minProbability) {

    public PublishVersion {
        if (name.isBlank() || name.length() > 200) {
            throw new BadInputException(
                    "name", "\"" + name + "\"", "1 to 200 characters", "Name the version.");
        }
        if (minProbability != null && !(minProbability >= 0 && minProbability <= 1)) {
            throw new BadInputException(
                    "minProbability",
                    minProbability.toString(),
                    "a number from 0 to 1",
                    "Leave it out to take every answer.");
        }
    }

    double least() {
        return minProbability == null ? 0 : minProbability;
    }
}
