package org.maslin.server.annotations;

import java.time.Instant;

/** An answer with the time at which it was given, or last changed by its annotator. */
public record TimedAnswer(Answer answer, Instant at) {}
