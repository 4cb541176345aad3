package org.maslin.server.webhooks;

import java.util.Arrays;
import java.util.List;

/** What a webhook can tell of. */
enum WebhookEvent {
    ANNOTATION_SUBMITTED("annotation.submitted"),
    ANNOTATION_WITHDRAWN("annotation.withdrawn"),
    TASK_COMPLETED("task.completed"),
    BATCH_COMPLETED("batch.completed"),
    CONSENSUS_CHANGED("consensus.changed"),
    THREAD_ASKED("thread.asked"),
    THREAD_ANSWERED("thread.answered"),
    THREAD_RESOLVED("thread.resolved"),
    JOB_FINISHED("job.finished"),
    /** A trial, sent when somebody asks for one. */
    PING("ping");

    private final String word;

    WebhookEvent(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Those that a webhook can ask for. */
    static List<String> words() {
        return Arrays.stream(values()).filter(e -> e != PING).map(WebhookEvent::word).toList();
    }
}
