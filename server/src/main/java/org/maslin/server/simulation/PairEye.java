package org.maslin.server.simulation;

import org.maslin.core.Seed;
import org.maslin.synth.raters.Preferred;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.SimulatedRater;
import org.maslin.synth.text.Grader;
import tools.jackson.databind.JsonNode;

/** Compares two completions by how useful the recipe's grader finds them. */
public final class PairEye implements Eye {

    private final Grader grader;

    public PairEye(Grader grader) {
        this.grader = grader;
    }

    @Override
    public String answer(Seed seed, RaterProfile rater, JsonNode assignment) {
        JsonNode content = assignment.path("content");
        String prompt = prompt(content);
        double lead = utility(prompt, content, 0) - utility(prompt, content, 1);
        Preferred preferred =
                new SimulatedRater(rater, seed).prefer(assignment.path("taskKey").asString(), lead);
        return preferred == Preferred.FIRST ? "first" : "second";
    }

    private double utility(String prompt, JsonNode content, int candidate) {
        String text = content.path("candidates").path(candidate).path("content").asString();
        return grader.grade(prompt, text).utility();
    }

    private static String prompt(JsonNode content) {
        return content.path("messages").path(0).path("content").asString();
    }
}
