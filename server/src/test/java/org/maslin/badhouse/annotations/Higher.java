package org.maslin.badhouse.annotations;

/** Whom nobody below may know. */
public record Higher(String name) {}
