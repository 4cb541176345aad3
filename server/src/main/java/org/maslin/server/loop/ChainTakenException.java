package org.maslin.server.loop;

/** Somebody paused the chain, or another job has taken it: this one has nothing more to do. */
final class ChainTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChainTakenException() {
        super("The chain is another's.", null, false, false);
    }
}
