package org.maslin.server.datasets;

import java.io.IOException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.maslin.dataset.VersionWriter;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires dataset versions. */
@Configuration(proxyBeanMethods = false)
public class DatasetsFeature {

    @Bean
    DatasetStore datasetStore(JdbcClient jdbc, DataSource dataSource, JsonMapper json) {
        return new DatasetStore(jdbc, new JdbcTemplate(dataSource), json);
    }

    @Bean
    Datasets datasets(
            Transactions transactions,
            DatasetStore store,
            Projects projects,
            Audit audit,
            InstantSource clock,
            JsonMapper json,
            DataFolder folder,
            Settings settings)
            throws IOException {
        if (settings.serves() && settings.holdsFolder()) {
            VersionWriter.removeLeftovers(folder.versions());
        }
        return new Datasets(transactions, store, projects, audit, clock, json, folder.versions());
    }

    @Bean
    Routes datasetRoutes(Datasets datasets) {
        return new DatasetRoutes(datasets);
    }
}
