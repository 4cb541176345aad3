package org.maslin.server.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How one kind of job is done. A job may be stopped at any moment, by a cancel or by a crash, and
 * is then run again from the start of {@link #run}: what it saved in its folder or in the database
 * lets it go on from there, and nothing may be counted twice.
 */
public interface JobKind {

    /** Where a job runs. */
    enum Place {
        /** In the server: short, or mostly waiting. */
        SERVER,
        /** In a child process, which a native fault or a lack of memory may kill. */
        WORKER
    }

    /** The kind's name, in kebab case. */
    String name();

    /** Does the work; returns what is to be kept as its result, as a record, or nothing. */
    @Nullable Object run(JobContext context);
}
