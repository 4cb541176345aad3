package org.maslin.server.evaluation;

import java.time.InstantSource;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
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

/** Wires evaluations. */
@Configuration(proxyBeanMethods = false)
public class EvaluationFeature {

    @Bean
    EvaluationStore evaluationStore(JdbcClient jdbc, JsonMapper json) {
        return new EvaluationStore(jdbc, json);
    }

    @Bean
    Judging judging(Projects projects, Samples samples, Tasks tasks, Annotations annotations) {
        return new Judging(projects, samples, tasks, annotations);
    }

    @Bean
    Evaluations evaluations(
            Transactions transactions,
            EvaluationStore store,
            Judging judging,
            Models models,
            Audit audit,
            Provenance provenance,
            Ids ids,
            InstantSource clock,
            JsonMapper json,
            DataFolder folder) {
        return new Evaluations(
                transactions,
                store,
                judging,
                models,
                audit,
                provenance,
                ids,
                clock,
                json,
                folder.chains());
    }

    @Bean
    JobKind evaluationJob(Models models, DataFolder folder, JsonMapper json) {
        return new EvaluationJob(models, folder, json);
    }

    @Bean
    Routes evaluationRoutes(Evaluations evaluations) {
        return new EvaluationRoutes(evaluations);
    }
}
