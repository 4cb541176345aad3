package org.maslin.server.models;

/** What a model is for. */
public enum ModelKind {
    BASE,
    REWARD,
    POLICY
}
