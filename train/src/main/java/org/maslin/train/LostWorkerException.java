package org.maslin.train;

import java.time.Duration;

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

    LostWorkerException(
            int rank, int size, String meeting, String own, Duration toMeet, Throwable cause) {
        super(
                ("Worker %d of %d (at %s) did not meet the others at %s within %d s: one of them has"
                                + " ended, or one of these addresses cannot be reached from another"
                                + " machine. Look at the others' logs and at the network between"
                                + " them, then start all again.")
                        .formatted(rank, size, own, meeting, toMeet.toSeconds()),
                cause);
    }
}
