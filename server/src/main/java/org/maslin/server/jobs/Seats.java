package org.maslin.server.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seats at a job that others have taken, as the process that leads the job sees them. They are
 * offered for a short time; who is idle takes one, and who is busy none, so that nobody ever waits
 * for another. Closing takes all away, which ends what those who sat there were doing.
 */
public final class Seats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);
    private static final Duration OFFERED = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 100;

    private final SeatOffers offers;
    private final UUID organisation;
    private final UUID job;
    private final String address;
    private final Map<UUID, Pulse> pulses = new HashMap<>();
    private List<Seat> taken = List.of();

    Seats(SeatOffers offers, UUID organisation, UUID job, String address) {
        this.offers = offers;
        this.organisation = organisation;
        this.job = job;
        this.address = address;
    }

    /** Waits until the seats are taken, but not for long; the others are withdrawn. */
    void await(int count) throws InterruptedException {
        long end = System.nanoTime() + OFFERED.toNanos();
        while (count > 0 && System.nanoTime() < end && open(offers.lead(organisation, job))) {
            Thread.sleep(PAUSE_MILLIS);
        }
        if (count > 0) {
            taken = usable(offers.settle(organisation, job));
        }
    }

    private static boolean open(List<Seat> seats) {
        return seats.stream().anyMatch(seat -> seat.state() == SeatState.OPEN);
    }

    private List<Seat> usable(List<Seat> seats) {
        var usable = new ArrayList<Seat>();
        for (Seat seat : seats) {
            String reason = seat.state() == SeatState.LOST ? seat.error() : unreachable(seat);
            if (reason == null) {
                usable.add(seat);
            } else {
                LOG.warn("Job {} goes on without a worker that came: {}", job, reason);
                offers.drop(organisation, seat);
            }
        }
        return List.copyOf(usable);
    }

    /** Why workers here and there cannot reach each other, or null if they may. */
    private @Nullable String unreachable(Seat seat) {
        String other = String.valueOf(seat.address());
        return isLoopback(address) == isLoopback(other)
                ? null
                : ("It is at %s and this process at %s, and of a loopback address another machine"
                                + " knows nothing. Start maslin serve, or work, with --own ADDRESS,"
                                + " the one by which the others reach this machine.")
                        .formatted(other, address);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** The seats that are taken. */
    public List<Seat> taken() {
        return taken;
    }

    /** On how many machines the job is done, this one among them. */
    public int machines() {
        var addresses = new HashSet<>(Set.of(address));
        taken.forEach(seat -> addresses.add(String.valueOf(seat.address())));
        return addresses.size();
    }

    /** The address by which others reach this process. */
    public String address() {
        return address;
    }

    /**
     * Tells who has a seat what to do.
     *
     * @param rank which worker it is
     * @param command of {@code maslin}; its own address is added there
     */
    public void call(Seat seat, int rank, List<String> command) {
        offers.call(organisation, seat, rank, command);
    }

    /** Tells those who sit here that this process is alive; says which of them is lost, or null. */
    public @Nullable String lost() {
        if (taken.isEmpty()) {
            return null;
        }
        long now = System.nanoTime();
        String lost = null;
        for (Seat seat : offers.lead(organisation, job)) {
            String reason = lost(seat, now);
            lost = lost == null ? reason : lost;
        }
        return lost;
    }

    private @Nullable String lost(Seat seat, long now) {
        boolean still =
                pulses.computeIfAbsent(seat.id(), id -> new Pulse()).isStill(seat.beat(), now);
        return switch (seat.state()) {
            case DONE -> null;
            case LOST -> seat.error();
            case OPEN, TAKEN, CALLED ->
                    still
                            ? "The worker at %s was not heard for %d s."
                                    .formatted(seat.address(), Pulse.PATIENCE.toSeconds())
                            : null;
        };
    }

    @Override
    public void close() {
        offers.clear(organisation, job);
    }
}
