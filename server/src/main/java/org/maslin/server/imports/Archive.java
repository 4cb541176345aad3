package org.maslin.server.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files of an archive, in its order and by name; nothing is ever written where names lead. */
interface Archive extends Closeable {

    /** The most files in one archive. */
    int MOST_MEMBERS = 1_000_000;

    /** One file, or a link. */
    interface Member {

        String name();

        /** What it is if it is no plain file, such as a link; null for one. */
        @Nullable String oddity();

        InputStream open() throws IOException;
    }

    /** Looks at members. */
    @FunctionalInterface
    interface Visitor {
        void visit(Member member) throws IOException;
    }

    /** Shows every file, folders left out. */
    void each(Visitor visitor) throws IOException;

    /** The file of this name, or null. */
    @Nullable Member named(String name);
}
