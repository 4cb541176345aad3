package org.maslin.server.datasets;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Sha256;
import org.maslin.core.Split;
import org.maslin.dataset.Column;
import org.maslin.dataset.Manifest;
import org.maslin.dataset.Row;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.server.projects.Project;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of a decided task goes into a version. */
final class DatasetFlow {

    /** A task with its consensus, as it is stored. */
    record Decided(
            String key,
            String split,
            String content,
            String label,
            double probability,
            int answers) {}

    private static final List<Column> LABEL_COLUMNS =
            List.of(
                    new Column("text", Column.Type.TEXT),
                    new Column("messages", Column.Type.JSON),
                    new Column("label", Column.Type.TEXT),
                    new Column("probability", Column.Type.NUMBER),
                    new Column("answers", Column.Type.INTEGER));

    private static final List<Column> PREFERENCE_COLUMNS =
            List.of(
                    new Column("prompt", Column.Type.TEXT),
                    new Column("chosen", Column.Type.TEXT),
                    new Column("rejected", Column.Type.TEXT),
                    new Column("probability", Column.Type.NUMBER),
                    new Column("answers", Column.Type.INTEGER));

    private final JsonMapper json;
    private final Manifest.Kind kind;

    DatasetFlow(JsonMapper json, Project project) {
        this.json = json;
        this.kind =
                project.ontology().leading() instanceof PairwiseQuestion
                        ? Manifest.Kind.PREFERENCES
                        : Manifest.Kind.LABELS;
    }

    Manifest.Kind kind() {
        return kind;
    }

    List<Column> columns() {
        return kind == Manifest.Kind.PREFERENCES ? PREFERENCE_COLUMNS : LABEL_COLUMNS;
    }

    /** The row of a decided task, or null for a tie, which prefers nothing. */
    @Nullable Row row(Decided decided) {
        JsonNode content = json.readTree(decided.content());
        return kind == Manifest.Kind.PREFERENCES
                ? preference(decided, content)
                : label(decided, content);
    }

    /** What the version was made from and with, by content only. */
    static Map<String, String> inputs(JsonMapper json, Project project) {
        return new TreeMap<>(
                Map.of(
                        "ontology",
                        Sha256.hex(json.writeValueAsString(project.ontology().questions())),
                        "guideline",
                        Sha256.hex(project.guideline().text())));
    }

    private static @Nullable Row preference(Decided decided, JsonNode content) {
        if (decided.label().equals(PairwiseQuestion.TIE)) {
            return null;
        }
        boolean first = decided.label().equals(PairwiseQuestion.FIRST);
        String one = content.path("candidates").path(0).path("content").asString();
        String other = content.path("candidates").path(1).path("content").asString();
        return Row.of(
                decided.key(),
                Split.named(decided.split()),
                prompt(content),
                first ? one : other,
                first ? other : one,
                decided.probability(),
                (long) decided.answers());
    }

    private static Row label(Decided decided, JsonNode content) {
        JsonNode text = content.path("text");
        JsonNode messages = content.path("messages");
        return Row.of(
                decided.key(),
                Split.named(decided.split()),
                text.isString() ? text.asString() : null,
                messages.isArray() ? messages.toString() : null,
                decided.label(),
                decided.probability(),
                (long) decided.answers());
    }

    /** The prompt of a conversation that ends with the user: its messages' contents. */
    private static String prompt(JsonNode content) {
        var prompt = new StringBuilder();
        for (JsonNode message : content.path("messages")) {
            if (!prompt.isEmpty()) {
                prompt.append('\n');
            }
            prompt.append(message.path("content").asString());
        }
        return prompt.toString();
    }
}
