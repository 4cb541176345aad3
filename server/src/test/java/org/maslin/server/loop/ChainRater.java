package org.maslin.server.loop;

import java.util.List;
import org.maslin.core.Sha256;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

/** Annotators that answer through the API, each pair by what is written in it alone. */
final class ChainRater {

    private ChainRater() {}

    /** Each answers so many tasks, or all that are open to him; tells how many that were. */
    static int answer(List<TestClient> annotators, String project, int most) {
        int answers = 0;
        for (TestClient annotator : annotators) {
            JsonNode work = Labeling.next(annotator, project);
            for (int i = 0; i < most && !work.isMissingNode(); i++) {
                JsonNode pair = work.path("content").path("candidates");
                boolean first = isBetter(text(pair, 0), text(pair, 1));
                Labeling.submit(annotator, work, first ? "first" : "second");
                answers++;
                work = Labeling.next(annotator, project);
            }
        }
        return answers;
    }

    static int answerAll(List<TestClient> annotators, String project) {
        return answer(annotators, project, Integer.MAX_VALUE);
    }

    /** The shorter one; of equally long ones, that with the smaller hash. */
    private static boolean isBetter(String one, String other) {
        return one.length() == other.length()
                ? Sha256.hex(one).compareTo(Sha256.hex(other)) < 0
                : one.length() < other.length();
    }

    private static String text(JsonNode pair, int place) {
        return pair.path(place).path("content").asString();
    }
}
