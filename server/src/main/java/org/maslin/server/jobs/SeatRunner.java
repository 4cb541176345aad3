package org.maslin.server.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.process.ChildCommand;
import org.maslin.server.plumbing.process.ChildOutcome;
import org.maslin.server.plumbing.process.ChildProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a seat at a job that another process leads: runs what it is told to in a child, until that
 * is done or the seat is taken away.
 */
final class SeatRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SeatRunner.class);
    private static final long PAUSE_MILLIS = 100;

    private final Transactions transactions;
    private final SeatStore store;
    private final JsonMapper json;
    private final DataFolder folder;
    private final Settings settings;

    SeatRunner(
            Transactions transactions,
            SeatStore store,
            JsonMapper json,
            DataFolder folder,
            Settings settings) {
        this.transactions = transactions;
        this.store = store;
        this.json = json;
        this.folder = folder;
        this.settings = settings;
    }

    /** Sits at the seat that a scheduler's instance names, if it is still open. */
    void run(ScheduledName instance) {
        UUID organisation = instance.organisation();
        UUID seat = instance.id();
        String own = settings.ownAddress();
        SeatStore.Offer offer =
                transactions.write(organisation, () -> store.take(seat, settings.instance(), own));
        if (offer == null) {
            return;
        }
        String refusal = refusal(offer);
        if (refusal != null) {
            LOG.warn("A seat at job {} was declined: {}", offer.job(), refusal);
            end(organisation, seat, SeatState.LOST, refusal);
            return;
        }
        try (var link = SeatLink.open(transactions, store, organisation, seat)) {
            sit(link, organisation, seat, offer, own);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException broken) {
            LOG.error("The seat at job {} is lost.", offer.job(), broken);
            end(organisation, seat, SeatState.LOST, who(own) + " failed: " + broken.getMessage());
        }
    }

    /** Why the files of the job cannot be seen from here, or null if they can. */
    private @Nullable String refusal(SeatStore.Offer offer) {
        String root = folder.root().toString();
        if (!offer.folder().equals(root)) {
            return "The data folder is %s here and %s where the job runs. Share it, and start all processes with --data of the same path."
                    .formatted(root, offer.folder());
        }
        Path files = files(offer.job());
        return Files.isDirectory(files)
                ? null
                : "The job's files, %s, are not there. The data folder must be the same one for all processes, on a file system that their machines share."
                        .formatted(files);
    }

    private Path files(UUID job) {
        return folder.jobs().resolve(job.toString());
    }

    private void sit(SeatLink link, UUID organisation, UUID seat, SeatStore.Offer offer, String own)
            throws IOException, InterruptedException, ExecutionException {
        SeatStore.Place place = link.seen();
        while (place != null && place.command() == null) {
            Thread.sleep(PAUSE_MILLIS);
            place = link.seen();
        }
        if (place == null) {
            return;
        }
        Path log = files(offer.job()).resolve("worker-%d.log".formatted(place.rank()));
        ChildCommand command = ChildCommand.maslin(words(place, own), log);
        try (ChildProcess child = ChildProcess.start(command, Progress.NONE)) {
            LOG.info("Worker {} of job {} is process {}.", place.rank(), offer.job(), child.pid());
            ChildOutcome outcome = outcome(link, child);
            if (outcome != null) {
                end(
                        organisation,
                        seat,
                        outcome,
                        "Worker %d, %s,".formatted(place.rank(), who(own)),
                        log);
            }
        }
    }

    private List<String> words(SeatStore.Place place, String own) {
        String[] told = json.readValue(Objects.requireNonNull(place.command()), String[].class);
        var words = new ArrayList<>(Arrays.asList(told));
        words.addAll(List.of("--own", own));
        return words;
    }

    private String who(String own) {
        return "%s at %s".formatted(settings.instance(), own);
    }

    /** How the child ended; null if the seat was taken away, or its leader is not heard. */
    private static @Nullable ChildOutcome outcome(SeatLink link, ChildProcess child)
            throws InterruptedException, ExecutionException {
        while (link.seen() != null) {
            try {
                return child.outcome().get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException atWork) {
                // The seat is looked at again.
            }
        }
        return null;
    }

    private void end(UUID organisation, UUID seat, ChildOutcome outcome, String who, Path log) {
        switch (outcome) {
            case ChildOutcome.Done() -> end(organisation, seat, SeatState.DONE, null);
            case ChildOutcome.Failed(String message) ->
                    end(organisation, seat, SeatState.LOST, who + " says: " + message);
            case ChildOutcome.Died(int exit) ->
                    end(
                            organisation,
                            seat,
                            SeatState.LOST,
                            "%s ended with exit code %d; its log is %s.".formatted(who, exit, log));
            case ChildOutcome.Cancelled() -> {}
        }
    }

    private void end(UUID organisation, UUID seat, SeatState state, @Nullable String error) {
        transactions.write(organisation, () -> store.end(seat, state, error));
    }
}
