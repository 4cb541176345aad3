package org.maslin.server.gold;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.tasks.KnownTask;

/**
 * A task with a known answer, and how many of the answers to it are right: few right ones may mean
 * that what is expected is wrong.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedTask(@JsonUnwrapped KnownTask task, long answers, @Nullable Figure accuracy) {}
