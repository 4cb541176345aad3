package org.maslin.server.qualifications;

import org.jspecify.annotations.Nullable;

/** What of a test to change; what is absent stays. */
public record QualificationChange(
        @Nullable Double passMark,
        @Nullable Integer attempts,
        @Nullable Integer validDays,
        @Nullable Boolean retired) {
    public QualificationChange {
        NewQualification.check(passMark, attempts, validDays);
    }
}
