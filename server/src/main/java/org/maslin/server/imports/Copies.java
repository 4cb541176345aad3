package org.maslin.server.imports;

import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.projects.ProjectCopied;

/** Has the samples of copied projects follow them. */
final class Copies {

    private final Jobs jobs;

    Copies(Jobs jobs) {
        this.jobs = jobs;
    }

    /** In the transaction of the copy, so that its job is there when it is. */
    void begin(ProjectCopied copied) {
        jobs.start(
                copied.principal(),
                JobKind.Place.SERVER,
                CopyJob.NAME,
                new CopyJob.Parameters(copied.from(), copied.to(), copied.tasks()));
    }
}
