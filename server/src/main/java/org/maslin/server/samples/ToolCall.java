package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An assistant's call of a tool. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolCall(@Nullable String id, String name, Map<String, Object> arguments) {}
