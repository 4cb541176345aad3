package org.maslin.badhouse.tasks;

import java.util.UUID;
import java.util.function.Supplier;

final class LuckFlow {

    private LuckFlow() {}

    static Supplier<UUID> drawsAnId() {
        return UUID::randomUUID;
    }
}
