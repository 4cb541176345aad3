package org.maslin.server.imports;

import java.io.FilterInputStream;
import java.io.InputStream;

/** One member of an archive, whose reader must not close the archive. */
final class Unclosed extends FilterInputStream {

    private Unclosed(InputStream in) {
        super(in);
    }

    static InputStream of(InputStream in) {
        return new Unclosed(in);
    }

    @Override
    public void close() {
        // The archive goes on with its next member.
    }
}
