package org.maslin.server.loop;

/** A link cannot go on; the chain stops there until somebody resumes it. */
final class LinkFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LinkFailedException(String message) {
        super(message);
    }
}
