package org.maslin.server;

import org.maslin.server.datasets.DatasetsFeature;
import org.maslin.server.identity.IdentityFeature;
import org.maslin.server.jobs.JobsFeature;
import org.maslin.server.models.ModelsFeature;
import org.maslin.server.plumbing.PlumbingConfiguration;
import org.maslin.server.projects.ProjectsFeature;
import org.maslin.server.records.RecordsFeature;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The server's features, from the bottom of the ladder up. */
@Configuration(proxyBeanMethods = false)
@Import({
    PlumbingConfiguration.class,
    RecordsFeature.class,
    IdentityFeature.class,
    JobsFeature.class,
    ProjectsFeature.class,
    DatasetsFeature.class,
    ModelsFeature.class,
})
public class Features {}
