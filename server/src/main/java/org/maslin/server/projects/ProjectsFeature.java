package org.maslin.server.projects;

import java.time.InstantSource;
import org.maslin.server.plumbing.Ids;
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
    Routes projectRoutes(Projects projects, JsonMapper json) {
        return new ProjectRoutes(projects, new ProjectTemplates(json));
    }
}
