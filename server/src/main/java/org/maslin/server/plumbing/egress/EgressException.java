package org.maslin.server.plumbing.egress;

import java.io.IOException;

/** A call outside that did not come to its end: too slow, too long, or no HTTP. */
public final class EgressException extends IOException {

    private static final long serialVersionUID = 1L;

    EgressException(String message) {
        super(message);
    }

    EgressException(String message, Throwable cause) {
        super(message, cause);
    }
}
