package org.maslin.server.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place at a running job for another process that works, on this machine or another.
 *
 * @param address by which others reach who took it
 * @param beat a number that grows as long as who took it is alive
 * @param error why it is lost
 */
public record Seat(
        UUID id, SeatState state, @Nullable String address, long beat, @Nullable String error) {}
