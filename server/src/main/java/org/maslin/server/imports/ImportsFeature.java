package org.maslin.server.imports;

import java.time.Duration;
import java.time.InstantSource;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.ProjectCopied;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires imports. */
@Configuration(proxyBeanMethods = false)
public class ImportsFeature {

    private static final Duration KEEPER_PAUSE = Duration.ofHours(1);

    @Bean
    ImportStore importStore(JdbcClient jdbc, JsonMapper json) {
        return new ImportStore(jdbc, json);
    }

    @Bean
    ImportFiles importFiles(DataFolder folder) {
        return new ImportFiles(folder.imports());
    }

    @Bean
    Imports imports(
            Transactions transactions,
            ImportStore store,
            Projects projects,
            Jobs jobs,
            ImportFiles files,
            Egress egress,
            S3Buckets buckets,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new Imports(
                transactions, store, projects, jobs, files, egress, buckets, audit, ids, clock);
    }

    @Bean
    JobKind importJob(
            Transactions transactions,
            ImportStore store,
            Tasks tasks,
            ImportFiles files,
            Egress egress,
            S3Buckets buckets,
            JsonMapper json,
            InstantSource clock) {
        return new ImportJob(transactions, store, tasks, files, egress, buckets, json, clock);
    }

    @Bean
    JobKind copyJob(Tasks tasks) {
        return new CopyJob(tasks);
    }

    /** The samples of a copied project follow it in a job. */
    @Bean
    Copies copies(Jobs jobs, Events events) {
        var copies = new Copies(jobs);
        events.within(ProjectCopied.class, organisation -> false, copies::begin);
        return copies;
    }

    @Bean
    BackgroundLoop importKeeper(Imports imports, Settings settings) {
        return new BackgroundLoop(
                "import-keeper",
                settings,
                () -> {
                    imports.tidy();
                    return KEEPER_PAUSE;
                });
    }

    @Bean
    Routes importRoutes(Imports imports) {
        return new ImportRoutes(imports);
    }
}
