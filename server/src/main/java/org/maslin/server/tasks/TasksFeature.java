package org.maslin.server.tasks;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.maslin.server.identity.Session;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.SampleFiles;
import org.maslin.server.samples.Samples;
import org.maslin.server.samples.SamplesKnown;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires tasks. */
@Configuration(proxyBeanMethods = false)
public class TasksFeature {

    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(5);

    @Bean
    TaskStore taskStore(JdbcClient jdbc, JsonMapper json) {
        return new TaskStore(jdbc, json);
    }

    @Bean
    TaskListStore taskListStore(JdbcClient jdbc, TaskStore tasks) {
        return new TaskListStore(jdbc, tasks);
    }

    @Bean
    BatchStore batchStore(JdbcClient jdbc, JsonMapper json) {
        return new BatchStore(jdbc, json);
    }

    @Bean
    Batches batches(
            Transactions transactions,
            BatchStore store,
            AdaptiveStore adaptive,
            OpenBatches open,
            Projects projects,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        return new Batches(
                transactions, store, adaptive, open, projects, audit, events, ids, clock);
    }

    @Bean
    Routes batchRoutes(Batches batches, Adaptation adaptation) {
        return new BatchRoutes(batches, adaptation);
    }

    @Bean
    AssignmentStore assignmentStore(JdbcClient jdbc, JsonMapper json) {
        return new AssignmentStore(jdbc, json);
    }

    @Bean
    Claims claims(
            Transactions transactions,
            JdbcClient jdbc,
            JsonMapper json,
            OpenBatches batches,
            KnownTasks knownTasks,
            Veils veils,
            Ids ids,
            InstantSource clock) {
        return new Claims(
                transactions, new ClaimStore(jdbc, json), batches, knownTasks, veils, ids, clock);
    }

    @Bean
    OpenBatches openBatches(Transactions transactions, BatchStore store, Users users) {
        return new OpenBatches(transactions, store, users);
    }

    @Bean
    AdaptiveStore adaptiveStore(JdbcClient jdbc, JsonMapper json) {
        return new AdaptiveStore(jdbc, json);
    }

    @Bean
    Adaptation adaptation(
            Transactions transactions,
            AdaptiveStore store,
            Claims claims,
            Projects projects,
            Audit audit,
            Events events,
            InstantSource clock) {
        return new Adaptation(transactions, store, claims, projects, audit, events, clock);
    }

    @Bean
    KnownTaskStore knownTaskStore(JdbcClient jdbc, JsonMapper json) {
        return new KnownTaskStore(jdbc, json);
    }

    @Bean
    Veils veils(Transactions transactions, KnownTaskStore store, SecureRandom random) {
        return new Veils(transactions, store, random);
    }

    @Bean
    KnownTasks knownTasks(
            Transactions transactions,
            KnownTaskStore store,
            Veils veils,
            Projects projects,
            Samples samples,
            Audit audit,
            Ids ids,
            InstantSource clock,
            Events events) {
        var knownTasks =
                new KnownTasks(transactions, store, veils, projects, samples, audit, ids, clock);
        events.within(SamplesKnown.class, organisation -> false, knownTasks::imported);
        return knownTasks;
    }

    @Bean
    Tasks tasks(
            Transactions transactions,
            TaskStore store,
            Projects projects,
            Samples samples,
            Audit audit,
            TaskListStore lists,
            Batches batches,
            KnownTasks knownTasks,
            Claims claims,
            Ids ids,
            InstantSource clock) {
        return new Tasks(
                transactions,
                store,
                projects,
                samples,
                audit,
                lists,
                batches,
                knownTasks,
                claims,
                ids,
                clock);
    }

    @Bean
    Assignments assignments(
            Transactions transactions,
            AssignmentStore store,
            Claims claims,
            OpenBatches batches,
            Veils veils,
            Projects projects,
            Samples samples,
            SampleFiles files,
            Starts starts,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new Assignments(
                transactions,
                store,
                claims,
                batches,
                veils,
                projects,
                samples,
                files,
                starts,
                audit,
                ids,
                clock);
    }

    /** Gives back the places of leases that have run out. */
    @Bean
    BackgroundLoop leaseSweeper(Claims claims, Users users, Settings settings) {
        return new BackgroundLoop(
                "lease-sweeper",
                settings,
                () -> {
                    users.organisations().stream()
                            .map(Session.Organisation::id)
                            .forEach(claims::returnExpired);
                    return SWEEP_PAUSE;
                });
    }

    @Bean
    Routes taskRoutes(Tasks tasks, Assignments assignments, Samples samples) {
        return new TaskRoutes(tasks, assignments, samples);
    }
}
