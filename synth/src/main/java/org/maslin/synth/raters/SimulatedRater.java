package org.maslin.synth.raters;

import java.util.random.RandomGenerator;
import org.maslin.core.Seed;

/**
 * A rater of pairs after Bradley and Terry (1952): the first is preferred with probability σ(κ·Δu),
 * where Δu is how much more useful it is than the second.
 */
public final class SimulatedRater {

    private final RaterProfile profile;
    private final Seed seed;

    /**
     * @param seed the seed of the run, the same for all raters
     */
    public SimulatedRater(RaterProfile profile, Seed seed) {
        this.profile = profile;
        this.seed = seed.derive("rater", profile.name());
    }

    public RaterProfile profile() {
        return profile;
    }

    /**
     * The answer to a task.
     *
     * @param taskKey what the task is about, from its content, so that it is the same in every run
     * @param lead Δu: utility of the completion shown first, minus that of the second
     */
    public Preferred prefer(String taskKey, double lead) {
        RandomGenerator random = seed.derive(taskKey).generator();
        boolean tired = random.nextDouble() < profile.tiredShare();
        double luck = random.nextDouble();
        double first =
                switch (profile.spam()) {
                    case NONE -> sigmoid((tired ? 0.5 : 1) * profile.sharpness() * lead);
                    case RANDOM -> 0.5;
                    case FIRST -> 1;
                    case SECOND -> 0;
                };
        return luck < first ? Preferred.FIRST : Preferred.SECOND;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
