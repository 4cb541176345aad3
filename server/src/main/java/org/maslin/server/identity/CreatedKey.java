package org.maslin.server.identity;

/** A new key with its secret, which is shown this once. */
public record CreatedKey(Key key, String secret) {}
