package org.maslin.server.report;

import java.util.List;
import org.maslin.core.Figure;
import org.maslin.server.report.Marks.State;
import tools.jackson.databind.JsonNode;

/** The verdict, and every check behind it. */
final class GateSection {

    private GateSection() {}

    static State state(JsonNode gate) {
        return switch (gate.path("verdict").asString("")) {
            case "pass" -> State.GOOD;
            case "fail" -> State.BAD;
            default -> State.OPEN;
        };
    }

    static void verdict(Html html, JsonNode gate) {
        State state = state(gate);
        html.open("p.verdict." + state.word());
        Marks.glyph(html, state);
        html.open("span");
        html.put(
                "b",
                switch (state) {
                    case GOOD -> "The gate holds.";
                    case BAD -> "The gate does not hold.";
                    case OPEN -> "The gate has not decided yet.";
                });
        JsonNode checks = gate.path("checks");
        long held = checks.valueStream().filter(check -> check.path("holds").asBoolean()).count();
        if (!checks.isEmpty()) {
            html.text(" %d of %d checks hold.".formatted(held, checks.size()));
        }
        html.close().close();
    }

    static void write(Html html, JsonNode gate) {
        if (gate.path("checks").isEmpty()) {
            return;
        }
        html.open("section").put("h2", "Gate");
        Table.open(
                html,
                "Checks of the gate",
                5,
                List.of("Check", "Verdict", "Rule", "Figure, 95 %", "Method"));
        gate.path("checks").forEach(check -> check(html, check));
        Table.close(html);
        html.close();
    }

    private static void check(Html html, JsonNode check) {
        Figure figure = Figures.read(check.path("figure"));
        boolean holds = check.path("holds").asBoolean();
        html.open("tr").put("th", Words.caption(check.path("name").asString("")), "scope", "row");
        html.open("td");
        Marks.state(html, holds ? State.GOOD : State.BAD, holds ? "holds" : "does not hold");
        html.close().open("td").put("code", check.path("rule").asString("")).close();
        html.open("td");
        Figures.writeWithWhisker(html, figure);
        html.close().put("td.muted.wide", figure == null ? "" : figure.method()).close();
    }
}
