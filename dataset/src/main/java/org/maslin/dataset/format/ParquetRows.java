package org.maslin.dataset.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.maslin.dataset.ParquetScan;

/** Any Parquet file, row by row, each as one JSON object. */
public final class ParquetRows {

    private ParquetRows() {}

    /** A file that DuckDB cannot read as Parquet. */
    public static final class NoParquetException extends IOException {

        private static final long serialVersionUID = 1L;

        public NoParquetException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads to the end; what a consumer throws stops it.
     *
     * @param columns is given the names of the columns first
     * @param rows is given each row as a JSON object
     * @throws NoParquetException if the file is no Parquet, or broken
     */
    public static void read(Path file, Consumer<List<String>> columns, Consumer<String> rows)
            throws IOException {
        ParquetScan.read(file, columns, rows);
    }
}
