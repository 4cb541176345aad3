package org.maslin.server.qualifications;

import java.time.InstantSource;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.KnownTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires qualifications. */
@Configuration(proxyBeanMethods = false)
public class QualificationsFeature {

    @Bean
    Qualifications qualifications(
            Transactions transactions,
            JdbcClient jdbc,
            Projects projects,
            Users users,
            KnownTasks knownTasks,
            KnownAnswers knownAnswers,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        return new Qualifications(
                transactions,
                new QualificationStore(jdbc),
                projects,
                users,
                knownTasks,
                knownAnswers,
                assignments,
                audit,
                events,
                ids,
                clock);
    }

    @Bean
    Routes qualificationRoutes(Qualifications qualifications) {
        return new QualificationRoutes(qualifications);
    }
}
