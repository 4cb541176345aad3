package org.maslin.server.samples;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a sample to change; what is absent stays. What it shows never changes.
 *
 * @param metadata takes the place of what was there
 */
public record SampleChange(
        @Nullable Map<String, Object> metadata,
        @Nullable String subject,
        @Nullable String purpose,
        @Nullable String consent,
        @Nullable String licence,
        @Nullable String location) {}
