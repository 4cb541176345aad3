package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.Lately;

/**
 * From where each annotator's next task is searched in a batch: what stands before was theirs, or
 * had no place left, when they passed. A hint and no more, for places come back; whoever finds
 * nothing searches again from the start.
 */
final class Cursors {

    /** A place in the order of a batch: the priority turned round, then the key. */
    record Position(int behind, String key) {
        static final Position START = new Position(Integer.MIN_VALUE, "");
    }

    private record Walk(UUID organisation, UUID user, UUID batch) {}

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 200_000;

    private static final Duration LIFE_OF_FLOOR = Duration.ofSeconds(1);

    private final Lately<UUID, Position> lately = new Lately<>(LIFE_OF_FLOOR, MOST);
    private final Map<UUID, Position> floors = new ConcurrentHashMap<>();
    private final Lately<Walk, Position> positions = new Lately<>(LIFE, MOST);

    /** Finds the first place of a batch that is free to anybody, at or behind a position. */
    interface Search {
        @Nullable Position firstFree(UUID batch, Position from);
    }

    /**
     * @param search for those who have no position yet: looked up once a second for all of them
     */
    List<Position> of(UUID organisation, UUID user, List<UUID> batches, Search search) {
        return batches.stream()
                .map(batch -> of(new Walk(organisation, user, batch), search))
                .toList();
    }

    private Position of(Walk walk, Search search) {
        Position known = positions.get(walk, () -> null);
        return known == null ? floor(walk.batch(), search) : known;
    }

    /** A position before which no place of a batch is free. */
    private Position floor(UUID batch, Search search) {
        Position floor =
                lately.get(
                        batch,
                        () ->
                                floors.compute(
                                        batch,
                                        (key, last) ->
                                                later(
                                                        last == null ? Position.START : last,
                                                        batch,
                                                        search)));
        return floor == null ? Position.START : floor;
    }

    private static Position later(Position last, UUID batch, Search search) {
        Position first = search.firstFree(batch, last);
        return first == null ? last : first;
    }

    /** A place has come back, and may stand before all that are free. */
    void forgetFloors() {
        lately.forgetAll();
        floors.clear();
    }

    void move(UUID organisation, UUID user, UUID batch, Position to) {
        positions.put(new Walk(organisation, user, batch), to);
    }

    /** Lets everybody search from the start: something with a place may stand before them. */
    void forgetAll() {
        positions.forgetAll();
        forgetFloors();
    }

    static List<Position> starts(List<UUID> batches) {
        return batches.stream().map(batch -> Position.START).toList();
    }
}
