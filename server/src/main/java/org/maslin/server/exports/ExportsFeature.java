package org.maslin.server.exports;

import java.time.Duration;
import java.time.InstantSource;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.identity.Session;
import org.maslin.server.identity.Users;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires exports. */
@Configuration(proxyBeanMethods = false)
public class ExportsFeature {

    private static final Duration KEEPER_PAUSE = Duration.ofMinutes(10);

    @Bean
    ExportStore exportStore(JdbcClient jdbc, JsonMapper json) {
        return new ExportStore(jdbc, json);
    }

    @Bean
    ExportFiles exportFiles(DataFolder folder) {
        return new ExportFiles(folder.exports());
    }

    @Bean
    Exports exports(
            Transactions transactions,
            ExportStore store,
            Projects projects,
            Jobs jobs,
            ExportFiles files,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new Exports(transactions, store, projects, jobs, files, audit, ids, clock);
    }

    @Bean
    JobKind exportJob(
            Transactions transactions,
            ExportStore store,
            Consensuses consensuses,
            ExportFiles files,
            JsonMapper json,
            InstantSource clock) {
        return new ExportJob(transactions, store, consensuses, files, json, clock);
    }

    @Bean
    BackgroundLoop exportKeeper(Exports exports, Users users, Settings settings) {
        return new BackgroundLoop(
                "export-keeper",
                settings,
                () -> {
                    users.organisations().stream()
                            .map(Session.Organisation::id)
                            .forEach(exports::removeExpired);
                    return KEEPER_PAUSE;
                });
    }

    @Bean
    Routes exportRoutes(Exports exports) {
        return new ExportRoutes(exports);
    }
}
