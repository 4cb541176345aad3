package org.maslin.server.qualifications;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.identity.GrantQualification;

/**
 * A test to make.
 *
 * @param name of what is granted
 * @param passMark the share of right answers that passes; 0.8 if absent
 * @param attempts how many an annotator has; 1 if absent
 * @param validDays how long what was earned holds; for good if absent
 */
public record NewQualification(
        String name,
        @Nullable Double passMark,
        @Nullable Integer attempts,
        @Nullable Integer validDays) {

    private static final double USUAL = 0.8;
    private static final int MOST = 100;
    private static final int LONGEST = 36_500;

    public NewQualification {
        GrantQualification.checkName(name);
        check(passMark, attempts, validDays);
    }

    static void check(
            @Nullable Double passMark, @Nullable Integer attempts, @Nullable Integer validDays) {
        if (passMark != null && !(passMark > 0 && passMark <= 1)) {
            throw bad("passMark", passMark.toString(), "above 0, at most 1");
        }
        if (attempts != null && (attempts < 1 || attempts > MOST)) {
            throw bad("attempts", attempts.toString(), "a whole number from 1 to 100");
        }
        if (validDays != null && (validDays < 1 || validDays > LONGEST)) {
            throw bad("validDays", validDays.toString(), "a whole number from 1 to 36500");
        }
    }

    private static BadInputException bad(String place, String found, String expected) {
        return new BadInputException(place, found, expected, "Leave it out for the default.");
    }

    double passMarkOrUsual() {
        return passMark == null ? USUAL : passMark;
    }

    int attemptsOrOne() {
        return attempts == null ? 1 : attempts;
    }
}
