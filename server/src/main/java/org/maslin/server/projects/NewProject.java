package org.maslin.server.projects;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** A project to create, with its first ontology and guideline. */
public record NewProject(
        String name,
        Ontology ontology,
        @Nullable String guideline,
        @Nullable Integer overlap,
        @Nullable Integer leaseSeconds) {

    private static final int DEFAULT_LEASE_SECONDS = 1200;
    private static final int LONGEST_GUIDELINE = 200_000;

    public NewProject {
        checkName(name);
        checkRange("overlap", overlap, 1, 1000);
        checkRange("leaseSeconds", leaseSeconds, 30, 86_400);
        checkGuideline(guideline);
    }

    public int overlapOrOne() {
        return overlap == null ? 1 : overlap;
    }

    public int leaseSecondsOrDefault() {
        return leaseSeconds == null ? DEFAULT_LEASE_SECONDS : leaseSeconds;
    }

    static void checkName(String name) {
        if (name.isBlank() || name.length() > 200) {
            throw new BadInputException(
                    "name", "\"" + name + "\"", "1 to 200 characters", "Name the project.");
        }
    }

    static void checkGuideline(@Nullable String text) {
        if (text != null && text.length() > LONGEST_GUIDELINE) {
            throw new BadInputException(
                    "guideline",
                    text.length() + " characters",
                    "at most 200,000",
                    "Link to longer documents instead.");
        }
    }

    static void checkRange(String name, @Nullable Integer value, int low, int high) {
        if (value != null && (value < low || value > high)) {
            throw new BadInputException(
                    name,
                    value.toString(),
                    "a whole number from %d to %d".formatted(low, high),
                    "Leave it out for the default.");
        }
    }
}
