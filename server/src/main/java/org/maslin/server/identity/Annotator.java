package org.maslin.server.identity;

import java.util.UUID;

/** A user as the author of answers. */
public record Annotator(UUID id, String name, AnnotatorKind kind) {}
