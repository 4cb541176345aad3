package org.maslin.server.annotations;

import java.time.Instant;

/** When a draft was saved. */
public record SavedDraft(Instant savedAt) {}
