package org.maslin.server;

import org.maslin.server.identity.IdentityFeature;
import org.maslin.server.jobs.JobsFeature;
import org.maslin.server.plumbing.PlumbingConfiguration;
import org.maslin.server.plumbing.http.SecurityHeaders;
import org.maslin.server.projects.ProjectsFeature;
import org.maslin.server.records.RecordsFeature;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The server's features, from the bottom of the ladder up. */
@Configuration(proxyBeanMethods = false)
@Import({
    PlumbingConfiguration.class,
    SecurityHeaders.class,
    RecordsFeature.class,
    IdentityFeature.class,
    JobsFeature.class,
    ProjectsFeature.class,
})
public class Features {}
