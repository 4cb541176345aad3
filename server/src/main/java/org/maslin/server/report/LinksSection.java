package org.maslin.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.maslin.core.Figure;
import org.maslin.server.report.Marks.State;
import tools.jackson.databind.JsonNode;

/** The chain's links with their numbers, round by round. */
final class LinksSection {

    private LinksSection() {}

    static void write(Html html, List<JsonNode> links) {
        if (links.isEmpty()) {
            return;
        }
        var rounds = new TreeMap<Integer, List<JsonNode>>();
        for (JsonNode link : links) {
            rounds.computeIfAbsent(link.path("round").asInt(1), r -> new ArrayList<>()).add(link);
        }
        html.open("section").put("h2", "The chain");
        rounds.forEach(
                (round, ofRound) -> {
                    html.put("h3", "Round " + round).open("ol.links");
                    ofRound.forEach(link -> link(html, link));
                    html.close();
                });
        html.close();
    }

    private static void link(Html html, JsonNode link) {
        html.open("li").open("div");
        html.put("p.name", Words.caption(link.path("name").asString("")));
        origins(html, link.path("origins"));
        html.close().open("div.numbers");
        if (!link.path("counts").isEmpty()) {
            html.put("p", Words.counts(link.path("counts")));
        }
        JsonNode figures = link.path("figures");
        Words.inOrder(figures).forEach(name -> figure(html, name, figures.path(name)));
        if (link.path("note").isString()) {
            html.put("p.muted", link.path("note").asString());
        }
        html.close();
        String state = link.path("state").asString("waiting");
        Marks.state(
                html,
                switch (state) {
                    case "done" -> State.GOOD;
                    case "failed" -> State.BAD;
                    default -> State.OPEN;
                },
                state);
        html.close();
    }

    private static void figure(Html html, String name, JsonNode json) {
        Figure figure = Figures.read(json);
        if (figure != null) {
            html.open("p").put("span.soft", Words.caption(name)).text(" ");
            Figures.writeWithWhisker(html, figure);
            html.text(" ").put("span.muted", figure.method()).close();
        }
    }

    private static void origins(Html html, JsonNode origins) {
        html.open("p.origins");
        for (String origin : List.of("human", "synthetic", "machine")) {
            long count = origins.path(origin).asLong();
            if (count > 0) {
                html.put("span.org." + origin, Numbers.count(count) + " " + origin);
            }
        }
        html.close();
    }
}
