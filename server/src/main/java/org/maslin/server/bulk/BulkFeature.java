package org.maslin.server.bulk;

import java.time.InstantSource;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires bulk changes. */
@Configuration(proxyBeanMethods = false)
public class BulkFeature {

    @Bean
    BulkStore bulkStore(JdbcClient jdbc, JsonMapper json) {
        return new BulkStore(jdbc, json);
    }

    @Bean
    BulkChanges bulkChanges(
            Transactions transactions,
            BulkStore store,
            Projects projects,
            Jobs jobs,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new BulkChanges(transactions, store, projects, jobs, audit, ids, clock);
    }

    @Bean
    JobKind bulkJob(
            Transactions transactions,
            BulkStore store,
            Tasks tasks,
            Samples samples,
            InstantSource clock) {
        return new BulkJob(transactions, store, tasks, samples, clock);
    }

    @Bean
    Routes bulkRoutes(BulkChanges changes) {
        return new BulkRoutes(changes);
    }
}
