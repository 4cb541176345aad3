package org.maslin.server.loop;

/** The kinds of things that links refer to. */
final class Refs {

    static final String PROJECT = "projectId";
    static final String JOB = "jobId";
    static final String VERSION = "versionId";
    static final String MODEL = "modelId";
    static final String EVALUATION = "evaluationId";

    private Refs() {}
}
