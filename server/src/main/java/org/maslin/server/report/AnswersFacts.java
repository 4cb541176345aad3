package org.maslin.server.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import tools.jackson.databind.JsonNode;

/**
 * What is known of answers that were replayed, in the shapes of the API's contract.
 *
 * @param source where the answers come from, with its hash
 * @param project a {@code Project}
 * @param quality its {@code Quality}
 * @param tasks its {@code Task}s, with their consensus
 * @param accuracy how often the consensus is true; null where no truth was given
 * @param version the {@code DatasetVersion} made of them
 * @param audit an {@code AuditVerification}
 */
public record AnswersFacts(
        Source source,
        JsonNode project,
        JsonNode quality,
        List<JsonNode> tasks,
        @Nullable Figure accuracy,
        JsonNode version,
        JsonNode audit) {

    /** A file that was read. */
    public record Source(String name, String sha256) {}

    public AnswersFacts {
        tasks = List.copyOf(tasks);
    }
}
