package org.maslin.server.exports;

import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of an export to a file in one format. */
interface RowSink extends Closeable {

    /** Writes a row; false if the format has no row for such a task. */
    boolean write(ExportRow row) throws IOException;

    /** Completes the file; without it there is none. */
    void finish() throws IOException;
}
