package org.maslin.server.consensus;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.maslin.server.tasks.Task;

/** A task with its consensus, if it has one yet. */
public record JudgedTask(@JsonUnwrapped Task task, @Nullable TaskConsensus consensus) {}
