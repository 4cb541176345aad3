package org.maslin.server.exports;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.PairwiseQuestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A decided pair. */
record Preference(JsonNode messages, String chosen, String rejected) {

    private static final int PAIR = 2;

    /** The pair of a row, or null for a tie, no decision, or something that is no pair. */
    static @Nullable Preference of(ExportRow row, JsonMapper json) {
        ExportRow.Decision decision = row.decision();
        if (decision == null) {
            return null;
        }
        boolean first = decision.label().equals(PairwiseQuestion.FIRST);
        if (!first && !decision.label().equals(PairwiseQuestion.SECOND)) {
            return null;
        }
        JsonNode content = json.readTree(row.content());
        JsonNode candidates = content.path("candidates");
        if (candidates.size() != PAIR) {
            return null;
        }
        String one = candidates.path(0).path("content").asString();
        String other = candidates.path(1).path("content").asString();
        return new Preference(content.path("messages"), first ? one : other, first ? other : one);
    }

    /** The conversation as one text: its messages' contents. */
    String prompt() {
        return messages.valueStream()
                .map(message -> message.path("content").asString())
                .collect(Collectors.joining("\n"));
    }
}
