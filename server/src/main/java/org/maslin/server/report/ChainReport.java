package org.maslin.server.report;

import tools.jackson.databind.JsonNode;

/** The page of a chain: the verdict first, then how it came about, and last what proves it. */
final class ChainReport {

    private final ChainFacts facts;

    ChainReport(ChainFacts facts) {
        this.facts = facts;
    }

    void write(Html html) {
        JsonNode chain = facts.chain();
        JsonNode evaluation = facts.evaluation();
        Marks.brand(html);
        html.put("h1", chain.path("name").asString("Chain"));
        html.open("p.soft");
        html.text(
                "%s, seed %d. "
                        .formatted(
                                QualitySection.many(chain.path("rounds").asLong(1), "round"),
                                chain.path("seed").asLong()));
        if (chain.path("simulated").asBoolean()) {
            Marks.chip(html, "simulated");
        }
        html.close();
        if (evaluation != null) {
            GateSection.verdict(html, evaluation.path("gate"));
            GateSection.write(html, evaluation.path("gate"));
            EvaluationSection.write(html, evaluation);
        }
        LinksSection.write(html, facts.links());
        QualitySection.write(html, facts.asked());
        TrainingSection.write(html, facts.models());
        RecordsSection.versions(html, facts.versions());
        RecordsSection.models(html, facts.models());
        ProofSection.write(html, facts.lineage(), facts.audit());
    }
}
