package org.maslin.server.loop;

/** The links of the chain, in order. */
public enum LinkName {
    PROMPTS,
    CURATION,
    BASE_MODEL,
    COMPLETIONS,
    TASKS,
    ANSWERS,
    CONSENSUS,
    DATASET_VERSION,
    REWARD_MODEL,
    POLICY,
    EVALUATION,
    GATE
}
