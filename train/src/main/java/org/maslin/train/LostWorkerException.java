package org.maslin.train;

/** Another worker of a run has ended, or is not heard any more. */
public final class LostWorkerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LostWorkerException(int rank, int size, Throwable cause) {
        super(
                ("Worker %d of %d waited for the others in vain: one of them has ended or cannot be"
                                + " reached. Start the run again with as many workers: it goes on"
                                + " from its last checkpoint.")
                        .formatted(rank, size),
                cause);
    }
}
