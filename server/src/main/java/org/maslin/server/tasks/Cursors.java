package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

    private record Floor(Position at, long searchedFromStart) {
        boolean isOld() {
            return System.nanoTime() - searchedFromStart > LIFE_OF_FLOOR.toNanos();
        }
    }

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration LIFE_OF_FLOOR = Duration.ofMinutes(1);
    private static final int MOST = 200_000;

    private final Map<UUID, Floor> floors = new ConcurrentHashMap<>();
    private final Lately<Walk, Position> passed = new Lately<>(LIFE, MOST);
    private volatile long generation;

    Hints of(UUID organisation, UUID user, List<UUID> batches) {
        long now = generation;
        return new Hints(
                batches.stream().map(this::floor).toList(),
                batches.stream().map(batch -> passed(new Walk(organisation, user, batch))).toList(),
                now);
    }

    /** Nothing known: a search of everything. */
    Hints none(List<UUID> batches) {
        return Hints.none(batches, generation);
    }

    private Position floor(UUID batch) {
        Floor floor = floors.get(batch);
        return floor == null || floor.isOld() ? Position.START : floor.at();
    }

    private Position passed(Walk walk) {
        Position known = passed.get(walk, () -> null);
        return known == null ? Position.START : known;
    }

    void pass(UUID organisation, UUID user, UUID batch, Position to) {
        passed.put(new Walk(organisation, user, batch), to);
    }

    /**
     * A claim found where a batch's first free place is.
     *
     * @param from the floor that it began at
     * @param generation of that floor; nothing is noted if places have come back since
     */
    synchronized void raise(UUID batch, Position from, Position firstFree, long generationThen) {
        if (generation != generationThen) {
            return;
        }
        Floor known = from.equals(Position.START) ? null : floors.get(batch);
        long since = known == null ? System.nanoTime() : known.searchedFromStart();
        floors.put(batch, new Floor(firstFree, since));
    }

    /** A place has come back, and may stand before all that are free. */
    synchronized void forgetFloors() {
        generation++;
        floors.clear();
    }

    /** Lets everybody search from the start: something with a place may stand before them. */
    void forgetAll() {
        passed.forgetAll();
        forgetFloors();
    }
}
