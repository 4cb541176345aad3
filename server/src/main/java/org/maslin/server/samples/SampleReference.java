package org.maslin.server.samples;

import java.util.UUID;

/**
 * What a task needs to know of its sample.
 *
 * @param candidates how many there are
 */
public record SampleReference(UUID id, String key, int candidates) {}
