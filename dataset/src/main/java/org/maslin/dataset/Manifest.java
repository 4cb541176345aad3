package org.maslin.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maslin.core.Split;

/**
 * What a version consists of. It holds content and hashes of content only: no time, no id of a
 * server, no order of arrival.
 *
 * @param kind what the rows are
 * @param columns beside key and split
 * @param rows how many in each part
 * @param files every file but the manifest
 * @param inputs what the version was made from: SHA-256 by name
 * @param parameters what it was made with, by name
 */
public record Manifest(
        Kind kind,
        List<Column> columns,
        SortedMap<Split, Long> rows,
        List<DataFile> files,
        SortedMap<String, String> inputs,
        SortedMap<String, String> parameters) {

    /** The number of the format written today. */
    public static final int FORMAT = 1;

    public Manifest {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        files = List.copyOf(files);
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** What the rows of a version are. */
    public enum Kind {
        /** Samples with their labels. */
        LABELS,
        /** Prompts with a chosen and a rejected completion. */
        PREFERENCES;

        /** The name in manifests: {@code labels} or {@code preferences}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A file of the version.
     *
     * @param name its name in the folder
     * @param sha256 its content, as 64 hex digits
     * @param bytes its length
     */
    public record DataFile(String name, String sha256, long bytes) {}

    /** All rows. */
    public long rowCount() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The bytes of all files. */
    public long byteCount() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** The canonical text, as it stands in {@code manifest.json}. */
    public String json() {
        return ManifestJson.write(this);
    }

    /** Text to value maps in a manifest's shape, for those who show it. */
    public Map<String, Object> fields() {
        return ManifestJson.fields(this);
    }
}
