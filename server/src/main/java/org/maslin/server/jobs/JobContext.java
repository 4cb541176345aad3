package org.maslin.server.jobs;

import java.nio.file.Path;
import java.util.UUID;
import org.maslin.core.Progress;
import org.maslin.security.Principal;
import tools.jackson.databind.json.JsonMapper;

/** What a running job is given. */
public final class JobContext {

    private final UUID id;
    private final Principal principal;
    private final String parameters;
    private final JsonMapper json;
    private final Progress progress;
    private final Path folder;
    private final SeatOffers seats;

    JobContext(
            UUID id,
            Principal principal,
            String parameters,
            JsonMapper json,
            Progress progress,
            Path folder,
            SeatOffers seats) {
        this.id = id;
        this.principal = principal;
        this.parameters = parameters;
        this.json = json;
        this.progress = progress;
        this.folder = folder;
        this.seats = seats;
    }

    public UUID id() {
        return id;
    }

    /** The product itself, in the job's organisation. */
    public Principal principal() {
        return principal;
    }

    public <T> T parameters(Class<T> type) {
        return json.readValue(parameters, type);
    }

    /** Tells how far the job is; throws when it was cancelled. */
    public Progress progress() {
        return progress;
    }

    /** The job's own folder, kept until the job is done; for what lets it go on after a stop. */
    public Path folder() {
        return folder;
    }

    /**
     * Offers seats to other processes that work, in place of those offered before; returns when all
     * are taken, or after a few seconds.
     */
    public Seats offerSeats(int count) throws InterruptedException {
        return seats.offer(principal.organisationId(), id, count);
    }
}
