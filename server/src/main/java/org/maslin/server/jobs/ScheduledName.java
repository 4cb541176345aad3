package org.maslin.server.jobs;

import java.util.UUID;

/** What the schedule calls a job, or a seat at one: {@code organisation/id}. */
record ScheduledName(UUID organisation, UUID id) {

    static ScheduledName parse(String instance) {
        int slash = instance.indexOf('/');
        return new ScheduledName(
                UUID.fromString(instance.substring(0, slash)),
                UUID.fromString(instance.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return organisation + "/" + id;
    }
}
