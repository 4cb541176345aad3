package org.maslin.server.plumbing.process;

/** How a child process ended. */
public sealed interface ChildOutcome {

    /** It said that its work is done. */
    record Done() implements ChildOutcome {}

    /** It said why its work cannot be done. */
    record Failed(String message) implements ChildOutcome {}

    /** The parent no longer wanted it. */
    record Cancelled() implements ChildOutcome {}

    /**
     * It ended without a word: killed, out of memory, or a fault in native code.
     *
     * @param exit its exit code; above 128 the signal that ended it, plus 128
     */
    record Died(int exit) implements ChildOutcome {}
}
