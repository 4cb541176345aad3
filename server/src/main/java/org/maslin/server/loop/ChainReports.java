package org.maslin.server.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.evaluation.Evaluations;
import org.maslin.server.models.Models;
import org.maslin.server.records.AuditLog;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Lineages;
import org.maslin.server.report.ChainFacts;
import org.maslin.server.report.ReportPage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what is known of a chain into its report. */
final class ChainReports {

    private static final int MOST_NODES = 200_000;

    private final Chains chains;
    private final Consensuses consensuses;
    private final Datasets datasets;
    private final Models models;
    private final Evaluations evaluations;
    private final Lineages lineages;
    private final AuditLog audit;
    private final JsonMapper json;

    ChainReports(
            Chains chains,
            Consensuses consensuses,
            Datasets datasets,
            Models models,
            Evaluations evaluations,
            Lineages lineages,
            AuditLog audit,
            JsonMapper json) {
        this.chains = chains;
        this.consensuses = consensuses;
        this.datasets = datasets;
        this.models = models;
        this.evaluations = evaluations;
        this.lineages = lineages;
        this.audit = audit;
        this.json = json;
    }

    ReportPage report(Principal principal, UUID id) {
        Chain chain = chains.whole(principal, id);
        var asked = new ArrayList<ChainFacts.Asked>();
        var versions = new LinkedHashSet<String>();
        var made = new LinkedHashSet<String>();
        JsonNode evaluation = null;
        for (ChainLink link : chain.links()) {
            String project = link.references().get("projectId");
            if (link.name() == LinkName.CONSENSUS && project != null) {
                asked.add(
                        new ChainFacts.Asked(
                                "round " + link.round(),
                                json.valueToTree(
                                        consensuses.quality(principal, UUID.fromString(project)))));
            }
            add(versions, link.references().get("versionId"));
            add(made, link.references().get("modelId"));
            String evaluated = link.references().get("evaluationId");
            if (link.name() == LinkName.GATE && evaluated != null) {
                evaluation =
                        json.valueToTree(evaluations.get(principal, UUID.fromString(evaluated)));
            }
        }
        return ReportPage.chain(
                new ChainFacts(
                        json.valueToTree(chain),
                        chain.links().stream().<JsonNode>map(json::valueToTree).toList(),
                        asked,
                        versions.stream()
                                .<JsonNode>map(
                                        version ->
                                                json.valueToTree(datasets.get(principal, version)))
                                .toList(),
                        made.stream()
                                .<JsonNode>map(
                                        model -> json.valueToTree(models.detail(principal, model)))
                                .toList(),
                        evaluation,
                        lineage(principal, List.copyOf(made)),
                        json.valueToTree(audit.verify())));
    }

    private @Nullable JsonNode lineage(Principal principal, List<String> made) {
        return made.isEmpty()
                ? null
                : json.valueToTree(
                        lineages.around(
                                principal, made.getLast(), Lineage.Direction.UP, MOST_NODES));
    }

    private static void add(LinkedHashSet<String> all, @Nullable String one) {
        if (one != null) {
            all.add(one);
        }
    }
}
