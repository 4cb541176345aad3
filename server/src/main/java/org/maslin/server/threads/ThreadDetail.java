package org.maslin.server.threads;

import java.util.List;

/** A thread with all that was said in it. */
public record ThreadDetail(QuestionThread thread, List<ThreadMessage> messages) {
    public ThreadDetail {
        messages = List.copyOf(messages);
    }
}
