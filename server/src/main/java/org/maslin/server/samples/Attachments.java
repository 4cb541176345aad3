package org.maslin.server.samples;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** The files that the records of an import may name. */
public interface Attachments {

    /** Records whose files were all sent before them. */
    Attachments NONE = (source, name) -> null;

    /** A file that was found, and the name to remember it by. */
    record Opened(String name, InputStream content) {}

    /**
     * Opens what a record names; null if there is no such file.
     *
     * @param source the file that the record stands in
     * @param name a path, from the record's folder or the top; or an address
     * @throws BadInputException if it cannot be had
     */
    @Nullable Opened open(String source, String name) throws IOException;

    /** Whether nothing is to be kept. */
    default boolean isTrial() {
        return false;
    }

    /** Whether this fault is one of the whole import. */
    default boolean stops(BadInputException fault) {
        return false;
    }
}
