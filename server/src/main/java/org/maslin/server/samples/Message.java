package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param content what is said; may be empty beside images or calls of tools
 * @param images shown with it
 * @param toolCalls which tools an assistant calls
 * @param toolCallId which call a tool answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        Speaker role,
        String content,
        @Nullable List<StoredFile> images,
        @Nullable List<ToolCall> toolCalls,
        @Nullable String toolCallId) {

    /** Who speaks. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    public Message {
        images = images == null ? null : List.copyOf(images);
        toolCalls = toolCalls == null ? null : List.copyOf(toolCalls);
    }

    /** A turn of words alone. */
    public Message(Speaker role, String content) {
        this(role, content, null, null, null);
    }
}
