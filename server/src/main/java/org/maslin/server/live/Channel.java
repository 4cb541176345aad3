package org.maslin.server.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one organisation just now, and who watches. Each thing has one newest event; the
 * last few hundred events are kept, so that who comes back after a broken connection misses none.
 */
final class Channel {

    private static final int KEPT = 512;
    private static final int MOST_SUBJECTS = 512;

    /** Tells this channel's event numbers from those of an earlier process. */
    private final String epoch;

    private final Map<UUID, LiveEvent> newest = new HashMap<>();
    private final Deque<LiveEvent> recent = new ArrayDeque<>();
    private final Set<Watch> watches = new HashSet<>();
    private final Set<UUID> changedProjects = new HashSet<>();
    private long number;

    Channel(String epoch) {
        this.epoch = epoch;
    }

    String id(LiveEvent event) {
        return epoch + "-" + event.number();
    }

    /** Tells everybody who wants to hear, unless nothing is new. */
    synchronized void tell(LiveKind kind, UUID subject, String data) {
        LiveEvent last = newest.get(subject);
        if (last != null && last.data().equals(data)) {
            return;
        }
        var event = new LiveEvent(++number, kind, subject, data);
        newest.put(subject, event);
        recent.addLast(event);
        if (recent.size() > KEPT) {
            recent.removeFirst();
        }
        if (newest.size() > MOST_SUBJECTS) {
            newest.values().stream()
                    .min(Comparator.comparingLong(LiveEvent::number))
                    .ifPresent(oldest -> newest.remove(oldest.subject()));
        }
        watches.forEach(watch -> watch.offer(event));
    }

    /**
     * Lets somebody watch from now on.
     *
     * @param lastId the last event that they have seen
     * @return what they have missed since, or the newest of everything if that is not known
     */
    synchronized List<LiveEvent> join(Watch watch, @Nullable String lastId) {
        watches.add(watch);
        long seen = seen(lastId);
        boolean known =
                seen >= 0
                        && seen <= number
                        && (recent.isEmpty() || seen >= recent.getFirst().number() - 1);
        var events = known ? recent : newest.values();
        return events.stream()
                .filter(event -> !known || event.number() > seen)
                .filter(watch::wants)
                .sorted(Comparator.comparingLong(LiveEvent::number))
                .toList();
    }

    private long seen(@Nullable String lastId) {
        if (lastId == null || !lastId.startsWith(epoch + "-")) {
            return -1;
        }
        String count = lastId.substring(epoch.length() + 1);
        return count.matches("[0-9]{1,18}") ? Long.parseLong(count) : -1;
    }

    synchronized void leave(Watch watch) {
        watches.remove(watch);
    }

    synchronized int watchers() {
        return watches.size();
    }

    synchronized void endAll() {
        for (Iterator<Watch> all = watches.iterator(); all.hasNext(); all.remove()) {
            all.next().end();
        }
    }

    /** Whether anybody watches this kind. */
    synchronized boolean isWatched(LiveKind kind) {
        return watches.stream().anyMatch(watch -> watch.wants(kind));
    }

    /** The jobs or projects that somebody watches by name. */
    synchronized Set<UUID> watched(LiveKind kind) {
        var subjects = new HashSet<UUID>();
        for (Watch watch : watches) {
            UUID subject = watch.subject();
            if (subject != null && watch.wants(kind)) {
                subjects.add(subject);
            }
        }
        return subjects;
    }

    synchronized void changed(UUID project) {
        if (!watches.isEmpty() && changedProjects.size() < MOST_SUBJECTS) {
            changedProjects.add(project);
        }
    }

    synchronized Set<UUID> takeChanged() {
        var taken = Set.copyOf(changedProjects);
        changedProjects.clear();
        return taken;
    }
}
