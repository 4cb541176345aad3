package org.maslin.server.qualifications;

import org.maslin.server.plumbing.http.RefusedException;

/** Who may begin a test, and who passes it. */
final class QualificationFlow {

    private static final double ROUNDING = 1e-9;

    private QualificationFlow() {}

    static void requireOpen(Qualification test, int used, boolean held) {
        if (held) {
            throw RefusedException.conflict(
                    "already-qualified",
                    "You hold the qualification " + test.name() + ".",
                    "Ask for the next task.");
        }
        if (test.retired() || test.tasks() == 0) {
            throw RefusedException.conflict(
                    "test-closed",
                    "The test for %s is not open.".formatted(test.name()),
                    "Ask a manager of the project.");
        }
        if (used >= test.attempts()) {
            throw RefusedException.conflict(
                    "no-attempts-left",
                    "All %d attempts at %s are used.".formatted(test.attempts(), test.name()),
                    "Ask a manager of the project for another one.");
        }
    }

    static boolean passes(Qualification test, int correct, int tasks) {
        return tasks > 0 && correct >= test.passMark() * tasks - ROUNDING;
    }
}
