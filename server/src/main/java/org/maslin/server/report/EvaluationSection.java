package org.maslin.server.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import tools.jackson.databind.JsonNode;

/** The final model against the base model. */
final class EvaluationSection {

    private static final String BASE = "-base";

    private EvaluationSection() {}

    static void write(Html html, JsonNode evaluation) {
        JsonNode figures = evaluation.path("figures");
        if (figures.isEmpty()) {
            return;
        }
        html.open("section").put("h2", "Final model against base model");
        if (evaluation.path("simulated").asBoolean()) {
            html.open("p.soft").text("Judged blind, in both orders, by ");
            Marks.chip(html, "simulated");
            html.text(" raters.").close();
        }
        html.open("div.beside");
        Plot winRate = winRate(evaluation.path("series"));
        if (winRate != null) {
            winRate.write(html);
        }
        measures(html, figures);
        html.close().close();
    }

    private static @Nullable Plot winRate(JsonNode series) {
        var points = new ArrayList<LinePlot.Point>();
        Figure last = null;
        for (JsonNode one : series) {
            Figure figure = Figures.read(one.path("winRate"));
            if (figure != null) {
                points.add(LinePlot.Point.of(one.path("answers").asDouble(), figure));
                last = figure;
            }
        }
        if (points.size() < 2 || last == null) {
            return null;
        }
        return new Plot(
                "Win-rate as judgements arrived",
                QualitySection.method(last),
                "It ends at %s; .5 is even.".formatted(Numbers.text(last)),
                new LinePlot(
                        "judgements",
                        "win-rate",
                        points,
                        new LinePlot.Target(0.5, "even .5"),
                        LinePlot.YAxis.SHARE));
    }

    private static void measures(Html html, JsonNode figures) {
        Table.open(
                html,
                "Measures of the evaluation",
                4,
                List.of("Measure", "Final model, 95 %", "Base model, 95 %", "Method"));
        for (String name : Words.inOrder(figures)) {
            boolean second =
                    name.endsWith(BASE)
                            && figures.has(name.substring(0, name.length() - BASE.length()));
            Figure figure = Figures.read(figures.path(name));
            if (second || figure == null) {
                continue;
            }
            Figure base = Figures.read(figures.path(name + BASE));
            html.open("tr").put("th", Words.caption(name), "scope", "row").open("td");
            Figures.writeWithWhisker(html, figure);
            html.close().open("td");
            if (base != null) {
                Figures.writeWithWhisker(html, base);
            }
            html.close().put("td.muted.wide", figure.method()).close();
        }
        Table.close(html);
    }
}
