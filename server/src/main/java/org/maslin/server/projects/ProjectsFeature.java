package org.maslin.server.projects;

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
import org.maslin.server.records.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires projects. */
@Configuration(proxyBeanMethods = false)
public class ProjectsFeature {

    private static final Duration PURGER_PAUSE = Duration.ofMinutes(10);

    @Bean
    ProjectStore projectStore(JdbcClient jdbc, JsonMapper json) {
        return new ProjectStore(jdbc, json);
    }

    @Bean
    Projects projects(
            Transactions transactions,
            ProjectStore store,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new Projects(transactions, store, audit, ids, clock);
    }

    @Bean
    ProjectStates projectStates(
            Transactions transactions,
            Projects projects,
            Audit audit,
            JdbcClient jdbc,
            Events events,
            InstantSource clock) {
        return new ProjectStates(
                transactions, new ProjectStateStore(jdbc), projects, audit, events, clock);
    }

    @Bean
    Guidelines guidelines(
            Transactions transactions,
            JdbcClient jdbc,
            Projects projects,
            Audit audit,
            InstantSource clock) {
        return new Guidelines(transactions, new GuidelineStore(jdbc), projects, audit, clock);
    }

    @Bean
    Routes guidelineRoutes(Guidelines guidelines) {
        return new GuidelineRoutes(guidelines);
    }

    /** Purges deleted projects when their time of grace is over. */
    @Bean
    BackgroundLoop projectPurger(ProjectStates states, Users users, Settings settings) {
        return new BackgroundLoop(
                "project-purger",
                settings,
                () -> {
                    users.organisations().stream()
                            .map(Session.Organisation::id)
                            .forEach(states::purge);
                    return PURGER_PAUSE;
                });
    }

    @Bean
    Routes projectStateRoutes(ProjectStates states) {
        return new ProjectStateRoutes(states);
    }

    @Bean
    Routes projectRoutes(Projects projects, JsonMapper json) {
        return new ProjectRoutes(projects, new ProjectTemplates(json));
    }
}
