package org.maslin.quality.regions;

/** A place that somebody marked, and what they say is there. */
public record Region(Shape shape, String label) {}
