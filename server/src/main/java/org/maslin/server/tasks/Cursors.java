package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.Lately;

/**
 * From where an annotator's next task is searched in a batch: the floor of the batch, before which
 * no place is free to anybody, or behind what the annotator has passed because it was theirs,
 * whichever is later. Hints and no more, for places come back: a floor is searched anew every
 * minute, and whoever finds nothing searches again from the start.
 */
final class Cursors {

    /** A place in the order of a batch: the priority turned round, then the key. */
    record Position(int behind, String key) {
        static final Position START = new Position(Integer.MIN_VALUE, "");
    }

    /**
     * Where to search some batches from.
     *
     * @param floors of the batches
     * @param passed what lies before was passed by the annotator
     * @param generation of the floors
     */
    record Hints(List<Position> floors, List<Position> passed, long generation) {

        static Hints none(List<UUID> batches, long generation) {
            List<Position> starts = batches.stream().map(batch -> Position.START).toList();
            return new Hints(starts, starts, generation);
        }

        boolean areNone() {
            return floors.stream().allMatch(Position.START::equals)
                    && passed.stream().allMatch(Position.START::equals);
        }
    }

    private record Walk(UUID organisation, UUID user, UUID batch) {}

    /**
     * @param searched when it was searched from the start
     */
    private record Floor(Position at, long searched) {
        boolean isOld() {
            return System.nanoTime() - searched > LIFE_OF_FLOOR.toNanos();
        }
    }

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration LIFE_OF_FLOOR = Duration.ofMinutes(1);
    private static final int MOST = 200_000;

    private final Map<UUID, Floor> floors = new ConcurrentHashMap<>();
    private final Lately<Walk, Position> passed = new Lately<>(LIFE, MOST);
    private volatile long generation;

    /** Finds the first place of a batch that is free to anybody; null if there is none. */
    interface Search {
        @Nullable Position firstFree(UUID batch);
    }

    Hints of(UUID organisation, UUID user, List<UUID> batches, Search search) {
        long now = generation;
        return new Hints(
                batches.stream().map(batch -> floor(batch, search)).toList(),
                batches.stream().map(batch -> passed(new Walk(organisation, user, batch))).toList(),
                now);
    }

    /** Nothing known: a search of everything. */
    Hints none(List<UUID> batches) {
        return Hints.none(batches, generation);
    }

    /** The first to ask searches; whoever asks meanwhile waits for what is found. */
    private Position floor(UUID batch, Search search) {
        Floor floor = floors.get(batch);
        if (floor == null || floor.isOld()) {
            floor =
                    floors.compute(
                            batch,
                            (key, known) ->
                                    known == null || known.isOld() ? found(batch, search) : known);
        }
        return floor == null ? Position.START : floor.at();
    }

    /** Null if there is no free place, or places came back during the search. */
    private @Nullable Floor found(UUID batch, Search search) {
        long then = generation;
        long start = System.nanoTime();
        Position first = search.firstFree(batch);
        return first == null || generation != then ? null : new Floor(first, start);
    }

    private Position passed(Walk walk) {
        Position known = passed.get(walk, () -> null);
        return known == null ? Position.START : known;
    }

    void pass(UUID organisation, UUID user, UUID batch, Position to) {
        passed.put(new Walk(organisation, user, batch), to);
    }

    /**
     * A claim that began at a batch's floor found where the first free place is.
     *
     * @param then the generation of that floor; nothing is noted if places have come back since
     */
    void raise(UUID batch, Position firstFree, long then) {
        floors.computeIfPresent(
                batch,
                (key, known) ->
                        generation == then ? new Floor(firstFree, known.searched()) : known);
    }

    /** A place has come back, and may stand before all that are free. */
    synchronized void forgetFloors() {
        generation = generation + 1;
        floors.clear();
    }

    /** Lets everybody search from the start: something with a place may stand before them. */
    void forgetAll() {
        passed.forgetAll();
        forgetFloors();
    }
}
