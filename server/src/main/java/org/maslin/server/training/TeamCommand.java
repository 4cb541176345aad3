package org.maslin.server.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of workers that train together. Those of the leading process have the first ranks,
 * those at seats the last.
 *
 * @param shared what all of them are told
 */
record TeamCommand(List<String> shared, int workers) {

    /** A worker that cannot be reached shall not hold up the others for long. */
    private static final Duration TO_MEET = Duration.ofSeconds(60);

    /**
     * Where workers on several machines meet.
     *
     * @param host an address of the leading process
     */
    record Place(String host, int port) {}

    TeamCommand {
        shared = List.copyOf(shared);
    }

    /** The worker that leads, and starts all others. */
    List<String> alone(String result) {
        return with("--result", result);
    }

    /** The worker that leads, and starts all others but those at seats. */
    List<String> leading(String result, Place place, int seats) {
        List<String> command = meeting(place);
        command.addAll(List.of("--own", place.host(), "--result", result));
        command.addAll(List.of("--here", Integer.toString(workers - seats)));
        return command;
    }

    /** A worker at a seat, but for its own address. */
    List<String> seated(Place place, int rank) {
        List<String> command = meeting(place);
        command.addAll(List.of("--rank", Integer.toString(rank), "--child"));
        return command;
    }

    private List<String> meeting(Place place) {
        return with(
                "--meet",
                "%s:%d".formatted(place.host(), place.port()),
                "--meet-within",
                Long.toString(TO_MEET.toSeconds()));
    }

    private List<String> with(String... more) {
        List<String> command = new ArrayList<>(shared);
        command.addAll(List.of("--workers", Integer.toString(workers)));
        command.addAll(List.of(more));
        return command;
    }
}
