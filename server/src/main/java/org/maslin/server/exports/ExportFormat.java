package org.maslin.server.exports;

/** How a project leaves. */
public enum ExportFormat {
    /** One object a task, with its sample, its consensus and every answer. */
    JSONL("jsonl", "application/x-ndjson"),
    /** One row a task, with its text and its consensus. */
    CSV("csv", "text/csv"),
    /** The same rows, typed, with the answers as JSON. */
    PARQUET("parquet", "application/vnd.apache.parquet"),
    /** {@code prompt}, {@code chosen}, {@code rejected} of each decided pair. */
    PREFERENCE("jsonl", "application/x-ndjson"),
    /** {@code messages} of each decided task, ending with what was preferred or answered. */
    MESSAGES("jsonl", "application/x-ndjson");

    private final String suffix;
    private final String contentType;

    ExportFormat(String suffix, String contentType) {
        this.suffix = suffix;
        this.contentType = contentType;
    }

    String suffix() {
        return suffix;
    }

    String contentType() {
        return contentType;
    }

    /** Whether only tasks with a consensus have a row. */
    boolean decidedOnly() {
        return this == PREFERENCE || this == MESSAGES;
    }
}
