package org.maslin.server.annotations;

import java.time.InstantSource;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.predictions.Predictions;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.KnownTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires annotations. */
@Configuration(proxyBeanMethods = false)
public class AnnotationsFeature {

    @Bean
    AnnotationStore annotationStore(JdbcClient jdbc, JsonMapper json) {
        return new AnnotationStore(jdbc, json);
    }

    @Bean
    Annotations annotations(
            Transactions transactions,
            AnnotationStore store,
            Projects projects,
            Samples samples,
            Assignments assignments,
            KnownAnswers knownAnswers,
            Predictions predictions,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        return new Annotations(
                transactions,
                store,
                projects,
                samples,
                assignments,
                knownAnswers,
                predictions,
                audit,
                events,
                ids,
                clock);
    }

    @Bean
    KnownAnswers knownAnswers(
            Transactions transactions,
            JdbcClient jdbc,
            JsonMapper json,
            KnownTasks tasks,
            Projects projects,
            Assignments assignments,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        return new KnownAnswers(
                transactions,
                new KnownAnswerStore(jdbc, json),
                tasks,
                projects,
                assignments,
                audit,
                events,
                ids,
                clock);
    }

    @Bean
    OntologyChanges ontologyChanges(
            Transactions transactions,
            AnnotationStore store,
            Projects projects,
            Assignments assignments,
            Audit audit,
            Events events) {
        return new OntologyChanges(transactions, store, projects, assignments, audit, events);
    }

    @Bean
    Routes annotationRoutes(Annotations annotations, OntologyChanges changes) {
        return new AnnotationRoutes(annotations, changes);
    }
}
