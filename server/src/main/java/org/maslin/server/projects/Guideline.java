package org.maslin.server.projects;

/** What annotators are told, in Markdown; version 0 is the empty one before the first. */
public record Guideline(int version, String text) {}
