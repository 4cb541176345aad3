package org.maslin.server.plumbing.images;

import java.io.IOException;

/** A picture whose file contradicts itself. */
final class BrokenImageException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenImageException(String message) {
        super(message);
    }
}
