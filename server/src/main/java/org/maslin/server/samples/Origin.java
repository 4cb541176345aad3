package org.maslin.server.samples;

/** Who or what wrote a sample. */
public enum Origin {
    HUMAN,
    SYNTHETIC,
    MACHINE
}
