package org.maslin.server.gold;

import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires gold. */
@Configuration(proxyBeanMethods = false)
public class GoldFeature {

    @Bean
    Golds golds(
            Transactions transactions,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Assignments assignments,
            KnownTasks knownTasks,
            KnownAnswers knownAnswers,
            Consensuses consensuses,
            Events events) {
        return new Golds(
                transactions,
                projects,
                samples,
                tasks,
                assignments,
                knownTasks,
                knownAnswers,
                consensuses,
                events);
    }

    @Bean
    Routes goldRoutes(
            Golds golds, KnownTasks knownTasks, KnownAnswers knownAnswers, Projects projects) {
        return new GoldRoutes(golds, knownTasks, knownAnswers, projects);
    }
}
