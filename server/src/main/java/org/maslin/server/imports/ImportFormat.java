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
    /** One image, one sample. */
    IMAGE,
    /** Any other file, one sample. */
    FILE,
    /** A folder of the others in one file. */
    ZIP,
    TAR,
    /** All that is below a prefix of a bucket. */
    FOLDER;

    /** Whether each of its files may hold many records. */
    boolean holdsRecords() {
        return this == JSONL || this == CSV || this == PARQUET;
    }

    /** The format that a file's name tells, or null. */
    static @Nullable ImportFormat of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "jsonl", "ndjson" -> JSONL;
            case "csv" -> CSV;
            case "parquet" -> PARQUET;
            case "txt", "md" -> TEXT;
            case "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff" -> IMAGE;
            case "zip" -> ZIP;
            case "tar", "tgz" -> TAR;
            default -> null;
        };
    }
}
