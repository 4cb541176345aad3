package org.maslin.server.report;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The dataset versions and models that were made. */
final class RecordsSection {

    private static final int SHORT = 12;

    private RecordsSection() {}

    static void versions(Html html, List<JsonNode> versions) {
        if (versions.isEmpty()) {
            return;
        }
        html.open("section").put("h2", "Dataset versions");
        Table.open(
                html,
                "Dataset versions",
                4,
                List.of("Name", "Rows by split", "Answers", "sha256", "Rows"));
        for (JsonNode version : versions) {
            html.open("tr").put("th", version.path("name").asString(""), "scope", "row");
            html.put("td", Words.counts(version.path("splits")));
            answers(html, version);
            html.open("td").put("code", start(version)).close();
            html.put("td.num", Numbers.count(version.path("rows").asLong())).close();
        }
        Table.close(html);
        html.close();
    }

    static void models(Html html, List<JsonNode> models) {
        if (models.isEmpty()) {
            return;
        }
        html.open("section").put("h2", "Models");
        Table.open(
                html,
                "Models",
                4,
                List.of("Name", "Kind", "Answers", "sha256", "Parameters", "Bytes"));
        for (JsonNode detail : models) {
            JsonNode model = detail.path("model");
            html.open("tr").put("th", model.path("name").asString(""), "scope", "row");
            html.put("td", model.path("kind").asString(""));
            answers(html, model);
            html.open("td").put("code", start(model)).close();
            html.put("td.num", Numbers.count(model.path("parameters").asLong()));
            html.put("td.num", Numbers.count(model.path("bytes").asLong())).close();
        }
        Table.close(html);
        models.forEach(detail -> card(html, detail));
        html.close();
    }

    private static void card(Html html, JsonNode detail) {
        String card = detail.path("card").asString("");
        if (!card.isBlank()) {
            String name = detail.path("model").path("name").asString("model");
            html.open("details.card").put("summary", "Card of " + name);
            CardText.write(html, name, card);
            html.close();
        }
    }

    private static void answers(Html html, JsonNode made) {
        html.open("td");
        if (made.path("simulated").asBoolean()) {
            Marks.chip(html, "simulated");
        }
        html.close();
    }

    private static String start(JsonNode made) {
        String id = made.path("id").asString("");
        return id.length() <= SHORT ? id : id.substring(0, SHORT) + "…";
    }
}
