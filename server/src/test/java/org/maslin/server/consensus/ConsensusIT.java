package org.maslin.server.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Principal;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

/** Consensus of so many answers that they are not all learnt from each time. */
class ConsensusIT {

    private static final int TASKS = 260;

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final TestClient ada = labeling.annotator("ada");
    private final TestClient ben = labeling.annotator("ben");
    private final Principal system = Principal.system(labeling.organisation());
    private final Consensuses consensuses = labeling.server().facade(Consensuses.class);

    @Test
    void newAnswers_areJudgedAtOnce_andLearntFromLater() {
        String project = labeling.choice(2, TASKS);
        for (int i = 0; i < TASKS; i++) {
            Labeling.submit(ada, Labeling.next(ada, project), label(i));
        }
        for (int i = 0; i < TASKS - 1; i++) {
            Labeling.submit(ben, Labeling.next(ben, project), label(i));
        }
        UUID id = UUID.fromString(project);
        consensuses.settle(system, id);
        assertThat(consensuses.quality(system, id).answers()).isEqualTo(2 * TASKS - 1);
        double before = probability(project);

        Labeling.submit(ben, Labeling.next(ben, project), label(TASKS - 1));
        consensuses.keepUp(system, id);

        assertThat(probability(project)).as("of the last task, judged anew").isGreaterThan(before);
        assertThat(consensuses.quality(system, id).answers()).isEqualTo(2 * TASKS - 1);
        assertThat(consensuses.unsettled(system)).contains(id);

        consensuses.settle(system, id);

        assertThat(consensuses.quality(system, id).answers()).isEqualTo(2 * TASKS);
        assertThat(consensuses.unsettled(system)).doesNotContain(id);
    }

    private static String label(int task) {
        return task % 2 == 0 ? "rye" : "bun";
    }

    private double probability(String project) {
        JsonNode page = owner.ok("GET", "/projects/" + project + "/tasks?sort=-key&limit=1", "");
        return page.path("items").get(0).path("consensus").path("probability").asDouble();
    }
}
