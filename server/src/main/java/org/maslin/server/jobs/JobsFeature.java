package org.maslin.server.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.records.Audit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import tools.jackson.databind.json.JsonMapper;

/** Wires jobs. The kinds of jobs are beans of the features above. */
@Configuration(proxyBeanMethods = false)
public class JobsFeature {

    @Bean
    JobStore jobStore(JdbcClient jdbc) {
        return new JobStore(jdbc);
    }

    @Bean
    SeatStore seatStore(JdbcClient jdbc) {
        return new SeatStore(jdbc);
    }

    @Bean
    SeatOffers seatOffers(
            Transactions transactions,
            SeatStore store,
            JobQueue queue,
            Ids ids,
            InstantSource clock,
            JsonMapper json,
            DataFolder folder,
            Settings settings) {
        return new SeatOffers(transactions, store, queue, ids, clock, json, folder, settings);
    }

    @Bean
    JobQueue jobQueue(DataSource dataSource, InstantSource clock, Events events) {
        var proxy = new TransactionAwareDataSourceProxy(dataSource);
        var clients = new EnumMap<JobKind.Place, SchedulerClient>(JobKind.Place.class);
        for (JobKind.Place place : JobKind.Place.values()) {
            clients.put(
                    place,
                    SchedulerClient.Builder.create(proxy)
                            .tableName(JobStore.schedule(place))
                            .build());
        }
        return new JobQueue(clients, clock, events);
    }

    @Bean
    Jobs jobs(
            Transactions transactions,
            JobStore store,
            JobQueue queue,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock,
            JsonMapper json) {
        return new Jobs(transactions, store, queue, audit, events, ids, clock, json);
    }

    @Bean
    JobScheduler jobScheduler(
            DataSource dataSource,
            Transactions transactions,
            JobStore store,
            SeatStore seats,
            SeatOffers offers,
            ObjectProvider<JobKind> kinds,
            JsonMapper json,
            InstantSource clock,
            Events events,
            DataFolder folder,
            Settings settings) {
        var byName = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
        var runner =
                new JobRunner(
                        transactions, store, byName, json, clock, events, folder.jobs(), offers);
        var sitting = new SeatRunner(transactions, seats, json, folder, settings);
        return new JobScheduler(
                new TransactionAwareDataSourceProxy(dataSource), runner, sitting, store, settings);
    }

    @Bean
    WorkerProcess workerProcess(
            Transactions transactions,
            JobStore store,
            InstantSource clock,
            DataFolder folder,
            Settings settings,
            Events events) {
        var abandoned = new AbandonedJobs(transactions, store, clock, events);
        return new WorkerProcess(store, abandoned, folder, settings, events);
    }

    @Bean
    Routes jobRoutes(Jobs jobs) {
        return new JobRoutes(jobs);
    }
}
