package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A possible next turn of a conversation.
 *
 * @param model SHA-256 of the model that wrote it; never shown to annotators
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Candidate(String content, @Nullable String model) {}
