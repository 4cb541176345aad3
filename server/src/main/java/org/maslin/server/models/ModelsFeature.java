package org.maslin.server.models;

import java.time.InstantSource;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Provenance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires the registry of models. */
@Configuration(proxyBeanMethods = false)
public class ModelsFeature {

    @Bean
    ModelStore modelStore(JdbcClient jdbc) {
        return new ModelStore(jdbc);
    }

    @Bean
    Models models(
            Transactions transactions,
            ModelStore store,
            Audit audit,
            Provenance provenance,
            InstantSource clock,
            JsonMapper json,
            DataFolder folder) {
        return new Models(transactions, store, audit, provenance, clock, json, folder.models());
    }

    @Bean
    Routes modelRoutes(Models models) {
        return new ModelRoutes(models);
    }
}
