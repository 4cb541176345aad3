package org.maslin.server.loop;

/** The links of a chain, in their order. The first ten are made in every round, the rest once. */
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
    GATE;

    boolean isOfEveryRound() {
        return this != EVALUATION && this != GATE;
    }
}
