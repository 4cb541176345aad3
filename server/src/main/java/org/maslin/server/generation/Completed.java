package org.maslin.server.generation;

/** How a completion ended. */
public record Completed(Reason reason, int promptTokens, int completionTokens) {

    /** Why it ended. */
    public enum Reason {
        /** The model ended it, or one of the texts at which it should end came. */
        STOP,
        /** There was no room for more. */
        LENGTH
    }
}
