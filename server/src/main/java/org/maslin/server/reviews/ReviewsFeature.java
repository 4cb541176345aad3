package org.maslin.server.reviews;

import java.time.InstantSource;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires reviews. */
@Configuration(proxyBeanMethods = false)
public class ReviewsFeature {

    @Bean
    Reviews reviews(
            Transactions transactions,
            JdbcClient jdbc,
            JsonMapper json,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Assignments assignments,
            Annotations annotations,
            Audit audit,
            Events events,
            Ids ids,
            InstantSource clock) {
        return new Reviews(
                transactions,
                new ReviewStore(jdbc, json),
                projects,
                samples,
                tasks,
                assignments,
                annotations,
                audit,
                events,
                ids,
                clock);
    }

    @Bean
    Routes reviewRoutes(Reviews reviews) {
        return new ReviewRoutes(reviews);
    }
}
