package org.maslin.server.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What stands behind the numbers: provenance and the audit log. */
final class ProofSection {

    private ProofSection() {}

    static void write(Html html, @Nullable JsonNode lineage, JsonNode audit) {
        if (lineage != null) {
            lineage(html, lineage);
        }
        boolean verified = audit.path("verified").asBoolean();
        html.open("section").put("h2", "Audit log").open("p");
        Marks.state(
                html,
                verified ? Marks.State.GOOD : Marks.State.BAD,
                verified
                        ? "Every entry is as it was signed."
                        : audit.path("finding").asString("The log does not verify."));
        html.close();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("Entries", Numbers.count(audit.path("entries").asLong())));
        rows.add(List.of("Root", audit.path("root").asString("")));
        rows.add(List.of("Public key", audit.path("publicKey").asString("")));
        new Table(2, List.of("What", "Value"), rows).write(html, "Audit log");
        html.close();
    }

    private static void lineage(Html html, JsonNode lineage) {
        html.open("section").put("h2", "Provenance");
        html.put(
                "p.soft",
                "Everything on record that led to %s %s."
                        .formatted(
                                lineage.path("start").path("kind").asString(""),
                                lineage.path("start").path("id").asString("")));
        var rows = new ArrayList<List<String>>();
        lineage.path("counts")
                .propertyStream()
                .forEach(
                        kind ->
                                rows.add(
                                        List.of(
                                                kind.getKey(),
                                                Numbers.count(kind.getValue().asLong()))));
        new Table(1, List.of("Kind", "Records"), rows).write(html, "Records by kind");
        html.close();
    }
}
