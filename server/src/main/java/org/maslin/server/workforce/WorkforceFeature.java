package org.maslin.server.workforce;

import java.time.InstantSource;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.tasks.KnownTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires workforce. */
@Configuration(proxyBeanMethods = false)
public class WorkforceFeature {

    @Bean
    Workforces workforces(
            Transactions transactions,
            JdbcClient jdbc,
            Projects projects,
            KnownTasks knownTasks,
            KnownAnswers knownAnswers,
            InstantSource clock) {
        return new Workforces(
                transactions, new WorkforceStore(jdbc), projects, knownTasks, knownAnswers, clock);
    }

    @Bean
    Routes workforceRoutes(Workforces workforces) {
        return new WorkforceRoutes(workforces);
    }
}
