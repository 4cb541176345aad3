package org.maslin.security;

/** Something the product can do for somebody. Every route and command names exactly one. */
public enum Action {
    READ_USERS,
    MANAGE_USERS,
    READ_KEYS,
    MANAGE_KEYS,

    READ_PROJECT,
    CREATE_PROJECT,
    EDIT_PROJECT,
    DELETE_PROJECT,
    EDIT_ONTOLOGY,
    EDIT_GUIDELINE,

    READ_SAMPLE_CONTENT,
    IMPORT_SAMPLES,

    READ_TASKS,
    CREATE_TASKS,
    MANAGE_BATCHES,
    /** See and make tasks whose answer is known, and say what follows from wrong answers. */
    MANAGE_GOLD,
    /** Lease tasks, and write or withdraw one's own answers. */
    ANNOTATE,
    READ_ANNOTATIONS,
    READ_QUALITY,
    /** Lease answers to check, and give verdicts on them. */
    REVIEW,
    /** See what everybody's work cost and brought. */
    READ_WORKFORCE,

    /** See manifests and counts; no rows. */
    READ_VERSIONS,
    READ_VERSION_ROWS,
    PUBLISH_VERSION,
    EXPORT_VERSION,

    READ_MODELS,
    /** Let models write and embed texts. */
    USE_MODELS,
    READ_EVALUATIONS,
    /** Take all samples and answers of a project out of the server. */
    EXPORT_PROJECT,

    READ_WEBHOOKS,
    /** Choose which addresses hear of what happens. */
    MANAGE_WEBHOOKS,
    READ_JOBS,
    RUN_JOBS,
    READ_CHAINS,
    RUN_CHAIN,

    READ_LINEAGE,
    READ_AUDIT,
    EXPORT_AUDIT
}
