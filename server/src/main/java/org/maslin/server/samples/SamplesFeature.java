package org.maslin.server.samples;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.maslin.server.identity.Session;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Provenance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires samples. */
@Configuration(proxyBeanMethods = false)
public class SamplesFeature {

    private static final int KEY_BYTES = 32;
    private static final Duration KEEPER_PAUSE = Duration.ofHours(1);

    @Bean
    SampleStore sampleStore(JdbcClient jdbc, JsonMapper json) {
        return new SampleStore(jdbc, json);
    }

    @Bean
    SampleTiles sampleTiles(Blobs blobs, DataFolder folder) {
        return new SampleTiles(blobs, folder.tiles(), folder.imports());
    }

    @Bean
    SampleFiles sampleFiles(
            Transactions transactions,
            JdbcClient jdbc,
            JsonMapper json,
            Blobs blobs,
            SampleTiles tiles,
            DataFolder folder,
            InstantSource clock)
            throws IOException {
        return new SampleFiles(
                transactions,
                new SampleFileStore(jdbc, json),
                blobs,
                tiles,
                folder.imports(),
                folder.secret("organisation-content", KEY_BYTES),
                clock);
    }

    /** Removes files that no sample shows. */
    @Bean
    BackgroundLoop sampleFileKeeper(
            SampleFiles files, Samples samples, Users users, Settings settings) {
        return new BackgroundLoop(
                "sample-file-keeper",
                settings,
                () -> {
                    users.organisations().stream()
                            .map(Session.Organisation::id)
                            .forEach(
                                    organisation -> {
                                        samples.purge(organisation);
                                        files.tidy(organisation);
                                    });
                    return KEEPER_PAUSE;
                });
    }

    @Bean
    Samples samples(
            Transactions transactions,
            SampleStore store,
            Projects projects,
            Audit audit,
            Provenance provenance,
            Ids ids,
            InstantSource clock,
            JsonMapper json,
            SampleFiles files,
            Events events,
            DataFolder folder)
            throws IOException {
        return new Samples(
                transactions,
                store,
                projects,
                audit,
                provenance,
                ids,
                clock,
                json,
                files,
                events,
                folder.secret("organisation-content", KEY_BYTES));
    }

    @Bean
    Routes sampleRoutes(Samples samples) {
        return new SampleRoutes(samples);
    }
}
