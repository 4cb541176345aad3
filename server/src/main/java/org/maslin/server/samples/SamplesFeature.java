package org.maslin.server.samples;

import java.io.IOException;
import java.time.InstantSource;
import org.maslin.server.plumbing.Ids;
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

    @Bean
    SampleStore sampleStore(JdbcClient jdbc, JsonMapper json) {
        return new SampleStore(jdbc, json);
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
                folder.secret("organisation-content", KEY_BYTES));
    }

    @Bean
    Routes sampleRoutes(Samples samples) {
        return new SampleRoutes(samples);
    }
}
