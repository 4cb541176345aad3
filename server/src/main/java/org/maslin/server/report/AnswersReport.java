package org.maslin.server.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.maslin.core.Figure;
import tools.jackson.databind.JsonNode;

/** The page of replayed answers. */
final class AnswersReport {

    private static final int LEAST_CERTAIN = 15;
    private static final int MOST_LABELS = 30;

    private final AnswersFacts facts;

    AnswersReport(AnswersFacts facts) {
        this.facts = facts;
    }

    void write(Html html) {
        Marks.brand(html);
        html.put("h1", facts.project().path("name").asString("Answers"));
        html.open("p.soft").text("Replayed from %s, SHA-256 ".formatted(facts.source().name()));
        html.put("code", facts.source().sha256()).close();
        accuracy(html);
        QualitySection.write(html, List.of(new ChainFacts.Asked("", facts.quality())));
        labels(html);
        leastCertain(html);
        RecordsSection.versions(html, List.of(facts.version()));
        ProofSection.write(html, null, facts.audit());
    }

    private void accuracy(Html html) {
        Figure accuracy = facts.accuracy();
        html.open("section").put("h2", "Accuracy against the truth").open("p");
        if (accuracy == null) {
            html.text("No truth was given, so accuracy is not known.");
        } else {
            Figures.writeWithWhisker(html, accuracy);
            html.text(" ").put("span.muted", accuracy.method());
        }
        html.close().close();
    }

    private void labels(Html html) {
        var counts = new TreeMap<String, Long>();
        for (JsonNode task : facts.tasks()) {
            JsonNode label = task.path("consensus").path("label");
            if (label.isString()) {
                counts.merge(label.asString(), 1L, Long::sum);
            }
        }
        var rows = new ArrayList<List<String>>();
        counts.forEach((label, count) -> rows.add(List.of(label, Numbers.count(count))));
        html.open("section").put("h2", "Labels");
        if (rows.size() > MOST_LABELS) {
            html.put("p.soft", "The first %d of %d.".formatted(MOST_LABELS, rows.size()));
        }
        new Table(1, List.of("Label", "Tasks"), rows.subList(0, Math.min(rows.size(), MOST_LABELS)))
                .write(html, "Labels of the consensus");
        html.close();
    }

    private void leastCertain(Html html) {
        List<List<String>> rows =
                facts.tasks().stream()
                        .filter(task -> task.path("consensus").isObject())
                        .sorted(
                                Comparator.comparingDouble(
                                        (JsonNode task) ->
                                                task.path("consensus")
                                                        .path("probability")
                                                        .asDouble()))
                        .limit(LEAST_CERTAIN)
                        .map(AnswersReport::row)
                        .toList();
        html.open("section").put("h2", "Least certain tasks");
        new Table(2, List.of("Task", "Label", "Probability", "Answers"), rows)
                .write(html, "Least certain tasks");
        html.close();
    }

    private static List<String> row(JsonNode task) {
        JsonNode consensus = task.path("consensus");
        return List.of(
                task.path("key").asString(""),
                consensus.path("label").asString(""),
                Numbers.value(consensus.path("probability").asDouble()),
                Numbers.count(consensus.path("answers").asLong()));
    }
}
