package org.maslin.server.tasks;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

    private final Lately<Walk, Position> positions = new Lately<>(LIFE, MOST);

    List<Position> of(UUID organisation, UUID user, List<UUID> batches) {
        return batches.stream().map(batch -> of(new Walk(organisation, user, batch))).toList();
    }

    private Position of(Walk walk) {
        Position known = positions.get(walk, () -> null);
        return known == null ? Position.START : known;
    }

    void move(UUID organisation, UUID user, UUID batch, Position to) {
        positions.put(new Walk(organisation, user, batch), to);
    }

    /** Lets everybody search from the start: something with a place may stand before them. */
    void forgetAll() {
        positions.forgetAll();
    }

    static List<Position> starts(List<UUID> batches) {
        return batches.stream().map(batch -> Position.START).toList();
    }
}
