package org.maslin.server.projects;

/** The version that was read. */
public record ReadGuideline(int version) {}
