package org.maslin.server.predictions;

import java.time.InstantSource;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.Samples;
import org.maslin.server.samples.SamplesPredicted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires predictions. */
@Configuration(proxyBeanMethods = false)
public class PredictionsFeature {

    @Bean
    PredictionStore predictionStore(JdbcClient jdbc, JsonMapper json) {
        return new PredictionStore(jdbc, json);
    }

    @Bean
    Predictions predictions(
            Transactions transactions,
            PredictionStore store,
            Projects projects,
            Samples samples,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        var predictions =
                new Predictions(transactions, store, projects, samples, audit, ids, clock);
        events.within(SamplesPredicted.class, organisation -> false, predictions::imported);
        return predictions;
    }

    @Bean
    Routes predictionRoutes(Predictions predictions) {
        return new PredictionRoutes(predictions);
    }
}
