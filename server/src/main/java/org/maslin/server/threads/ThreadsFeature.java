package org.maslin.server.threads;

import java.time.InstantSource;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Guidelines;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires threads. */
@Configuration(proxyBeanMethods = false)
public class ThreadsFeature {

    @Bean
    Threads threads(
            Transactions transactions,
            JdbcClient jdbc,
            Projects projects,
            Guidelines guidelines,
            Tasks tasks,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        return new Threads(
                transactions,
                new ThreadStore(jdbc),
                projects,
                guidelines,
                tasks,
                assignments,
                audit,
                events,
                ids,
                clock);
    }

    @Bean
    Routes threadRoutes(Threads threads) {
        return new ThreadRoutes(threads);
    }
}
