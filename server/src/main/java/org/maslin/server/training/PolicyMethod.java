package org.maslin.server.training;

import org.maslin.train.TrainingConfig.Algorithm;

/** How a policy is trained. */
public enum PolicyMethod {
    /** On the pairs themselves. */
    DPO(Algorithm.DPO, PolicyTraining.NAME),
    /** By the rewards of completions that it draws, several of each prompt. */
    GRPO(Algorithm.GRPO, "train-policy-grpo"),
    /** By the rewards of completions that it draws, against what a value model expects of them. */
    PPO(Algorithm.PPO, "train-policy-ppo");

    final Algorithm algorithm;
    private final String jobName;

    PolicyMethod(Algorithm algorithm, String jobName) {
        this.algorithm = algorithm;
        this.jobName = jobName;
    }

    /** The kind of the job that does it. */
    public String jobName() {
        return jobName;
    }

    /** Whether a reward model teaches it. */
    public boolean isRewarded() {
        return this != DPO;
    }
}
