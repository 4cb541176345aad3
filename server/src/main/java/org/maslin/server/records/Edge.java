package org.maslin.server.records;

/** One step of provenance: by this activity, the one went into the other. */
public record Edge(Node from, Node to, String activity) {}
