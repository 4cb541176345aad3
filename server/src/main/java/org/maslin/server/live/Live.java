package org.maslin.server.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.jobs.Job;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.tasks.BatchMoved;
import org.maslin.server.tasks.TaskCompleted;
import org.maslin.server.threads.ThreadMoved;
import tools.jackson.databind.json.JsonMapper;

/** Streams of live events. Each watcher has a thread of its own, which mostly sleeps. */
public final class Live {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration JOBS_EVERY = Duration.ofMillis(500);
    private static final int COUNTS_EVERY = 2;
    private static final int UNCHANGED_COUNTS_EVERY = 10;
    private static final int NEWEST_JOBS = 50;
    private static final int MOST_WATCHERS = 500;

    private final Jobs jobs;
    private final Projects projects;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Map<UUID, Channel> channels = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private long turn;

    Live(Jobs jobs, Projects projects, Events events, JsonMapper json, InstantSource clock) {
        this.jobs = jobs;
        this.projects = projects;
        this.json = json;
        this.clock = clock;
        events.on(AnnotationSubmitted.class, e -> changed(e.organisationId(), e.projectId()));
        events.on(AnnotationWithdrawn.class, e -> changed(e.organisationId(), e.projectId()));
        events.on(BatchMoved.class, this::moved);
        events.on(ThreadMoved.class, this::moved);
        events.on(TaskCompleted.class, e -> changed(e.organisationId(), e.projectId()));
    }

    private void moved(BatchMoved batch) {
        Channel channel = channels.get(batch.organisationId());
        if (channel != null) {
            channel.tell(
                    LiveKind.BATCH,
                    batch.batchId(),
                    json.writeValueAsString(
                            new LiveBatch(batch.projectId(), batch.batchId(), batch.state())));
        }
    }

    private void moved(ThreadMoved thread) {
        Channel channel = channels.get(thread.organisationId());
        if (channel != null) {
            channel.tell(
                    LiveKind.THREAD,
                    thread.threadId(),
                    json.writeValueAsString(
                            new LiveThread(thread.projectId(), thread.threadId(), thread.kind())));
        }
    }

    private void changed(UUID organisation, UUID project) {
        Channel channel = channels.get(organisation);
        if (channel != null) {
            channel.changed(project);
        }
    }

    /** Everything that the principal may hear of. */
    public Stream watch(Principal principal) {
        return new Stream(principal, EnumSet.allOf(LiveKind.class), null);
    }

    /** How far one project is. */
    public Stream watchProject(Principal principal, UUID project) {
        projects.terms(principal, project);
        return new Stream(principal, Set.of(LiveKind.COUNTS), project);
    }

    /** How far one job is. */
    public Stream watchJob(Principal principal, UUID job) {
        jobs.get(principal, job);
        return new Stream(principal, Set.of(LiveKind.JOB), job);
    }

    /** Looks for news where somebody watches. */
    Duration look() {
        turn++;
        channels.forEach(
                (organisation, channel) -> {
                    if (channel.watchers() > 0) {
                        look(Principal.system(organisation), channel);
                    }
                });
        return JOBS_EVERY;
    }

    private void look(Principal principal, Channel channel) {
        if (channel.isWatched(LiveKind.JOB)) {
            lookAtJobs(principal, channel);
        }
        if (turn % COUNTS_EVERY == 0) {
            channel.takeChanged().forEach(project -> count(principal, channel, project));
        }
        if (turn % UNCHANGED_COUNTS_EVERY == 0) {
            channel.watched(LiveKind.COUNTS).forEach(project -> count(principal, channel, project));
        }
    }

    private void lookAtJobs(Principal principal, Channel channel) {
        var newest = jobs.list(principal, null, NEWEST_JOBS).items();
        newest.reversed().forEach(job -> tell(channel, job));
        Set<UUID> seen = newest.stream().map(Job::id).collect(Collectors.toSet());
        channel.watched(LiveKind.JOB).stream()
                .filter(job -> !seen.contains(job))
                .forEach(job -> tell(channel, jobs.get(principal, job)));
    }

    private void tell(Channel channel, Job job) {
        channel.tell(LiveKind.JOB, job.id(), json.writeValueAsString(job));
    }

    private void count(Principal principal, Channel channel, UUID project) {
        try {
            var counts = projects.get(principal, project).counts();
            channel.tell(
                    LiveKind.COUNTS,
                    project,
                    json.writeValueAsString(LiveCounts.of(project, counts)));
        } catch (RefusedException gone) {
            return; // a project that was deleted has no counts
        }
    }

    /** Ends all streams, so that the server need not wait for them. */
    void stop() {
        stopped = true;
        channels.values().forEach(Channel::endAll);
    }

    /** A stream that was granted, before anybody reads it. */
    public final class Stream {

        private final Principal principal;
        private final Watch watch;
        private final Channel channel;

        private Stream(Principal principal, Set<LiveKind> kinds, @Nullable UUID subject) {
            this.principal = principal;
            this.watch =
                    new Watch(
                            kinds.stream()
                                    .filter(kind -> kind.mayHear(principal))
                                    .collect(Collectors.toSet()),
                            subject);
            this.channel =
                    channels.computeIfAbsent(
                            principal.organisationId(),
                            organisation ->
                                    new Channel(
                                            Long.toString(clock.millis(), Character.MAX_RADIX)));
            if (channel.watchers() >= MOST_WATCHERS) {
                throw RefusedException.tooManyRequests(
                        "%d streams of live events are open.".formatted(MOST_WATCHERS),
                        "Close some, or let one stream serve many.");
            }
        }

        /** Writes what is known now, and ends. */
        public void writeOnce(OutputStream out) throws IOException {
            try {
                lookFirst();
                for (LiveEvent event : channel.join(watch, null)) {
                    write(out, event);
                }
                out.flush();
            } finally {
                channel.leave(watch);
            }
        }

        /**
         * Writes events until the other side is gone, an hour has passed, or the server stops;
         * whoever still wants to watch comes back and is let in anew.
         *
         * @param lastId the last event that the other side has seen
         */
        public void writeTo(OutputStream out, @Nullable String lastId) throws IOException {
            Instant end = clock.instant().plus(LONGEST);
            try {
                lookFirst();
                out.write("retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII));
                for (LiveEvent event : channel.join(watch, lastId)) {
                    write(out, event);
                }
                out.flush();
                while (!stopped && !watch.isOver() && clock.instant().isBefore(end)) {
                    LiveEvent event = watch.next(HEARTBEAT);
                    if (event == null) {
                        out.write(": \n\n".getBytes(StandardCharsets.US_ASCII));
                    } else {
                        write(out, event);
                    }
                    out.flush();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } finally {
                channel.leave(watch);
            }
        }

        /** Where some answers are known, counts would tell an annotator which of theirs counted. */
        private boolean mayHear(LiveEvent event) {
            return principal.role() != Role.ANNOTATOR
                    || event.kind() != LiveKind.COUNTS
                    || !projects.terms(principal, event.subject()).isVeiled();
        }

        private void lookFirst() {
            Principal system = Principal.system(principal.organisationId());
            if (watch.wants(LiveKind.JOB)) {
                lookAtJobs(system, channel);
            }
            UUID subject = watch.subject();
            if (subject != null && watch.wants(LiveKind.JOB)) {
                tell(channel, jobs.get(system, subject));
            }
            if (subject != null && watch.wants(LiveKind.COUNTS)) {
                count(system, channel, subject);
            }
        }

        private void write(OutputStream out, LiveEvent event) throws IOException {
            if (!mayHear(event)) {
                return;
            }
            String text =
                    "id: %s\nevent: %s\ndata: %s\n\n"
                            .formatted(channel.id(event), event.kind().word(), event.data());
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
