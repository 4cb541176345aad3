package org.maslin.server.simulation;

import org.maslin.core.Seed;
import org.maslin.synth.raters.RaterProfile;
import tools.jackson.databind.JsonNode;

/** What a simulated rater sees in a task, and answers. */
public interface Eye {

    /**
     * @param seed the seed of the run, the same for all raters
     * @param assignment the lease as the API gives it
     * @return the answer as it is sent
     */
    String answer(Seed seed, RaterProfile rater, JsonNode assignment);
}
