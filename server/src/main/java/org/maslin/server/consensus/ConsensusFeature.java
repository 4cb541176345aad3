package org.maslin.server.consensus;

import java.time.InstantSource;
import org.maslin.quality.Automatic;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.annotations.KnownAnswers;
import org.maslin.server.identity.Session;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Adaptation;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires consensus. */
@Configuration(proxyBeanMethods = false)
public class ConsensusFeature {

    @Bean
    ConsensusStore consensusStore(JdbcClient jdbc, JsonMapper json) {
        return new ConsensusStore(jdbc, json);
    }

    @Bean
    Consensuses consensuses(
            Transactions transactions,
            ConsensusStore store,
            JdbcClient jdbc,
            JsonMapper json,
            Projects projects,
            Samples samples,
            Tasks tasks,
            Adaptation adaptation,
            Annotations annotations,
            KnownAnswers knownAnswers,
            Audit audit,
            Events events,
            InstantSource clock) {
        var flow = new ConsensusFlow(new Automatic());
        return new Consensuses(
                transactions,
                store,
                flow,
                new QuestionConsensuses(
                        new QuestionStore(jdbc, json), flow, projects, annotations, clock),
                projects,
                samples,
                tasks,
                adaptation,
                annotations,
                knownAnswers,
                audit,
                events,
                clock);
    }

    @Bean
    BackgroundLoop consensusKeeper(
            Consensuses consensuses, Users users, Settings settings, Events events) {
        var keeper =
                new ConsensusKeeper(
                        consensuses,
                        () -> users.organisations().stream().map(Session.Organisation::id).toList(),
                        events);
        return new BackgroundLoop("consensus-keeper", settings, keeper::turn);
    }

    @Bean
    Routes consensusRoutes(Consensuses consensuses) {
        return new ConsensusRoutes(consensuses);
    }
}
