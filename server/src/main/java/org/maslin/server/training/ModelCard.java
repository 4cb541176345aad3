package org.maslin.server.training;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.maslin.core.Figure;
import org.maslin.server.datasets.DatasetVersion;
import org.maslin.server.models.Model;
import org.maslin.server.models.ModelKind;
import org.maslin.train.TrainingResult;

/** Writes the card of a trained model, in Markdown; no times, so that equal runs read the same. */
final class ModelCard {

    private final StringBuilder text = new StringBuilder();

    private ModelCard() {}

    static ModelCard of(String name, ModelKind kind, Model parent, DatasetVersion version) {
        var card = new ModelCard();
        card.line("# " + name).line("");
        card.line(
                switch (kind) {
                    case BASE -> "A base model.";
                    case REWARD -> "A reward model: it scores completions of a prompt.";
                    case POLICY -> "A policy, trained by direct preference optimisation.";
                });
        card.line("").line("| | |").line("|---|---|");
        card.row("Starts from", "%s (`%s`)".formatted(parent.name(), parent.id()));
        card.row("Trained on", "%s (`%s`)".formatted(version.name(), version.id()));
        if (version.simulated() || parent.simulated()) {
            card.row("Answers", "**simulated** raters; not a measure of what people like");
        }
        return card;
    }

    ModelCard training(int pairs, TrainingResult result, Map<String, Object> settings) {
        row("Pairs", String.valueOf(pairs));
        row("Steps", String.valueOf(result.steps()));
        row("Last loss", String.format(Locale.ROOT, "%.4f", result.finalLoss()));
        line("").line("## Settings").line("").line("| key | value |").line("|---|---|");
        new TreeMap<>(settings).forEach((key, value) -> row("`" + key + "`", value.toString()));
        return this;
    }

    ModelCard figures(Map<String, Figure> figures) {
        if (!figures.isEmpty()) {
            line("").line("## Figures").line("");
            line("| figure | estimate | 95 % interval | n | method |")
                    .line("|---|---|---|---|---|");
            new TreeMap<>(figures).forEach(this::figure);
        }
        return this;
    }

    private void figure(String name, Figure figure) {
        String interval =
                figure.low() == null
                        ? "–"
                        : String.format(Locale.ROOT, "%.3f–%.3f", figure.low(), figure.high());
        line(
                String.format(
                        Locale.ROOT,
                        "| %s | %.3f | %s | %d | %s |",
                        name,
                        figure.estimate(),
                        interval,
                        figure.n(),
                        figure.method()));
    }

    String text() {
        return text.toString();
    }

    private void row(String key, String value) {
        line("| %s | %s |".formatted(key, value));
    }

    private ModelCard line(String line) {
        text.append(line).append('\n');
        return this;
    }
}
