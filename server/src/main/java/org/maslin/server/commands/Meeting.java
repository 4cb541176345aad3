package org.maslin.server.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.maslin.train.Team;

/** How the workers of a run find each other. */
sealed interface Meeting {

    /** Joins the others, and waits until all are there. */
    Team join(int rank, int size);

    /** The options by which another worker on this machine finds them. */
    List<String> options();

    /**
     * On one machine, in a file.
     *
     * @param file one that does not exist yet, in a folder of its own
     */
    record InFile(Path file) implements Meeting {

        @Override
        public Team join(int rank, int size) {
            return Team.onThisMachine(file, rank, size);
        }

        @Override
        public List<String> options() {
            return List.of("--meeting", file.toString());
        }
    }

    /**
     * On several machines, at a port of the first worker's.
     *
     * @param own the address by which the others reach the workers of this machine
     */
    record AtPort(String host, int port, String own, Duration within) implements Meeting {

        @Override
        public Team join(int rank, int size) {
            return Team.across(host, port, own, rank, size, within);
        }

        @Override
        public List<String> options() {
            return List.of(
                    "--meet",
                    "%s:%d".formatted(host, port),
                    "--own",
                    own,
                    "--meet-within",
                    Long.toString(within.toSeconds()));
        }
    }
}
