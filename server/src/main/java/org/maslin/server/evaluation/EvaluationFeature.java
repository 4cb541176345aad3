package org.maslin.server.evaluation;

import java.time.InstantSource;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Provenance;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires evaluation. */
@Configuration(proxyBeanMethods = false)
public class EvaluationFeature {

    @Bean
    EvaluationStore evaluationStore(JdbcClient jdbc, JsonMapper json) {
        return new EvaluationStore(jdbc, json);
    }

    @Bean
    Evaluations evaluations(
            Transactions transactions,
            EvaluationStore store,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Annotations annotations,
            Models models,
            Audit audit,
            Provenance provenance,
            InstantSource clock) {
        return new Evaluations(
                transactions,
                store,
                projects,
                samples,
                tasks,
                annotations,
                models,
                audit,
                provenance,
                clock);
    }

    @Bean
    JobKind comparisonJob(Models models, Datasets datasets, DataFolder folder, JsonMapper json) {
        return new ComparisonJob(models, datasets, folder, json);
    }

    @Bean
    Routes evaluationRoutes(Evaluations evaluations) {
        return new EvaluationRoutes(evaluations);
    }
}
