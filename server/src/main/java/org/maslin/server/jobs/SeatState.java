package org.maslin.server.jobs;

/** How far a seat is. */
enum SeatState {
    OPEN,
    TAKEN,
    /** Who has it was told what to do. */
    CALLED,
    DONE,
    /** Whoever took it does not do what it is for. */
    LOST
}
