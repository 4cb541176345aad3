package org.maslin.server.samples;

/** One turn of a conversation. */
public record Message(Speaker role, String content) {

    /** Who speaks. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
