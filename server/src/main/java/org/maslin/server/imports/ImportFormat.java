package org.maslin.server.imports;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file of samples can be. */
public enum ImportFormat {
    JSONL,
    CSV,
    PARQUET,
    /** One text, one sample. */
    TEXT,
    /** A folder of the others in one file. */
    ZIP,
    TAR;

    /** The format that a file's name tells, or null. */
    static @Nullable ImportFormat of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "jsonl", "ndjson" -> JSONL;
            case "csv" -> CSV;
            case "parquet" -> PARQUET;
            case "txt", "md" -> TEXT;
            case "zip" -> ZIP;
            case "tar", "tgz" -> TAR;
            default -> null;
        };
    }
}
