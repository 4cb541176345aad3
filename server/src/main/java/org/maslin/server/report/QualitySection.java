package org.maslin.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import tools.jackson.databind.JsonNode;

/** How far annotators agree and how good each of them is. */
final class QualitySection {

    private QualitySection() {}

    static void write(Html html, List<ChainFacts.Asked> asked) {
        if (asked.isEmpty()) {
            return;
        }
        html.open("section").put("h2", "Answers and annotators");
        for (ChainFacts.Asked one : asked) {
            if (!one.name().isEmpty()) {
                html.put("h3", Words.caption(one.name()));
            }
            summary(html, one.quality());
            Plot.writeAll(html, plots(one));
        }
        html.close();
    }

    private static void summary(Html html, JsonNode quality) {
        html.open("p.soft");
        html.text(
                "%s answers by %s to %s; %s decided"
                        .formatted(
                                Numbers.count(quality.path("answers").asLong()),
                                many(quality.path("annotators").size(), "annotator"),
                                many(quality.path("tasks").asLong(), "task"),
                                Numbers.count(quality.path("decided").asLong())));
        if (quality.path("method").isString()) {
            html.text(" by " + quality.path("method").asString());
        }
        html.text(". ");
        kinds(quality).forEach(kind -> Marks.chip(html, kind));
        html.close().open("p").put("span.soft", "Agreement").text(" ");
        Figure agreement = Figures.read(quality.path("agreement"));
        Figures.writeWithWhisker(html, agreement);
        html.text(" ").put("span.muted", agreement == null ? "" : agreement.method()).close();
    }

    /** What the annotators are where they are not people at work. */
    static TreeSet<String> kinds(JsonNode quality) {
        var kinds = new TreeSet<String>();
        if (quality.path("simulated").asBoolean()) {
            kinds.add("simulated");
        }
        for (JsonNode one : quality.path("annotators")) {
            kinds.add(one.path("annotator").path("kind").asString("person"));
        }
        kinds.remove("person");
        return kinds;
    }

    private static List<Plot> plots(ChainFacts.Asked asked) {
        String of = asked.name().isEmpty() ? "" : ", " + asked.name();
        var plots = new ArrayList<Plot>();
        Plot agreement = agreement(of, asked.quality().path("series"));
        if (agreement != null) {
            plots.add(agreement);
        }
        Plot skills = skills(of, asked.quality().path("annotators"));
        if (skills != null) {
            plots.add(skills);
        }
        return plots;
    }

    private static @Nullable Plot agreement(String of, JsonNode series) {
        var points = new ArrayList<LinePlot.Point>();
        Figure last = null;
        for (JsonNode one : series) {
            Figure figure = Figures.read(one.path("agreement"));
            if (figure != null) {
                points.add(LinePlot.Point.of(one.path("answers").asDouble(), figure));
                last = figure;
            }
        }
        if (points.size() < 2 || last == null) {
            return null;
        }
        return new Plot(
                "Agreement as answers arrived" + of,
                method(last),
                "It goes from %s to %s."
                        .formatted(Numbers.value(points.getFirst().y()), Numbers.text(last)),
                new LinePlot("answers", "agreement", points, null, LinePlot.YAxis.SHARE));
    }

    private static @Nullable Plot skills(String of, JsonNode annotators) {
        var rows = new ArrayList<DotPlot.Row>();
        for (JsonNode one : annotators) {
            Figure skill = Figures.read(one.path("skill"));
            if (skill != null) {
                rows.add(new DotPlot.Row(one.path("annotator").path("name").asString("?"), skill));
            }
        }
        if (rows.isEmpty()) {
            return null;
        }
        var plot = new DotPlot("skill", rows);
        DotPlot.Row best = plot.rows().getFirst();
        DotPlot.Row worst = plot.rows().getLast();
        return new Plot(
                "Annotator skill" + of,
                best.figure().method(),
                "It reaches from %s (%s) to %s (%s)."
                        .formatted(
                                Numbers.estimate(worst.figure()),
                                worst.name(),
                                Numbers.estimate(best.figure()),
                                best.name()),
                plot);
    }

    static String method(Figure figure) {
        return figure.method() + ", n\u00a0" + Numbers.count(figure.n());
    }

    static String many(long n, String noun) {
        return Numbers.count(n) + " " + noun + (n == 1 ? "" : "s");
    }
}
