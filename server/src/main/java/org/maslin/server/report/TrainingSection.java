package org.maslin.server.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The loss of every model that was trained. */
final class TrainingSection {

    private TrainingSection() {}

    static void write(Html html, List<JsonNode> models) {
        List<Plot> plots =
                models.stream().map(TrainingSection::loss).filter(p -> p != null).toList();
        if (!plots.isEmpty()) {
            html.open("section").put("h2", "Training");
            Plot.writeAll(html, plots);
            html.close();
        }
    }

    private static @Nullable Plot loss(JsonNode detail) {
        List<LinePlot.Point> points =
                detail.path("metrics")
                        .valueStream()
                        .filter(step -> step.path("loss").isNumber())
                        .map(
                                step ->
                                        LinePlot.Point.of(
                                                step.path("step").asDouble(),
                                                step.path("loss").asDouble()))
                        .toList();
        if (points.size() < 2) {
            return null;
        }
        return new Plot(
                detail.path("model").path("name").asString("model"),
                "loss per step, n\u00a0" + Numbers.count(points.size()),
                "The loss goes from %s to %s in %s steps."
                        .formatted(
                                Numbers.value(points.getFirst().y()),
                                Numbers.value(points.getLast().y()),
                                Numbers.count(points.size())),
                new LinePlot("optimiser step", "loss", points, null, LinePlot.YAxis.ANY));
    }
}
