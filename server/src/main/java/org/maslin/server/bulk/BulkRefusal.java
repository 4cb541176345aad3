package org.maslin.server.bulk;

/** One that could not be changed, and why. */
public record BulkRefusal(long n, String key, String reason, String hint) {}
