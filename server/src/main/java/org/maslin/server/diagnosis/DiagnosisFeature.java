package org.maslin.server.diagnosis;

import java.time.InstantSource;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires diagnosis. */
@Configuration(proxyBeanMethods = false)
public class DiagnosisFeature {

    @Bean
    Diagnoses diagnoses(
            Transactions transactions,
            Projects projects,
            Annotations annotations,
            InstantSource clock) {
        return new Diagnoses(transactions, projects, annotations, clock);
    }

    @Bean
    Routes diagnosisRoutes(Diagnoses diagnoses) {
        return new DiagnosisRoutes(diagnoses);
    }
}
