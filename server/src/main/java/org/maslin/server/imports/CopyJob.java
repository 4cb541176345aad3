package org.maslin.server.imports;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.jobs.JobContext;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.tasks.Tasks;

/**
 * Brings the samples of a project into its copy, some at a time. Each of these is one transaction;
 * begun again after a stop, it passes over those that are there.
 */
final class CopyJob implements JobKind {

    static final String NAME = "copy-samples";

    private static final int AT_ONCE = 1000;

    /** What the job is given. */
    record Parameters(UUID from, UUID to, boolean tasks) {}

    private final Tasks tasks;

    CopyJob(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Object run(JobContext context) {
        Parameters wanted = context.parameters(Parameters.class);
        long read = 0;
        String after = "";
        while (after != null) {
            after =
                    tasks.copySamples(
                            context.principal(),
                            wanted.from(),
                            wanted.to(),
                            after,
                            AT_ONCE,
                            wanted.tasks());
            read += AT_ONCE;
            context.progress().at(read, 0, "samples read");
        }
        return Map.of("projectId", wanted.to());
    }
}
