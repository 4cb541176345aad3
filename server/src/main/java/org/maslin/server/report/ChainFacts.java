package org.maslin.server.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a chain, in the shapes of the API's contract.
 *
 * @param chain a {@code Chain}
 * @param links the {@code ChainLink}s of all rounds, oldest round first
 * @param asked where people or raters answered: each round's project, then the evaluation's
 * @param versions the {@code DatasetVersion}s made
 * @param models the {@code ModelDetail}s made or started from, in order
 * @param evaluation an {@code Evaluation}; null before there is one
 * @param lineage a {@code Lineage}, upwards from what came last; null where it is not known
 * @param audit an {@code AuditVerification}
 */
public record ChainFacts(
        JsonNode chain,
        List<JsonNode> links,
        List<Asked> asked,
        List<JsonNode> versions,
        List<JsonNode> models,
        @Nullable JsonNode evaluation,
        @Nullable JsonNode lineage,
        JsonNode audit) {

    /**
     * A project's answers.
     *
     * @param name such as {@code round 1}
     * @param quality a {@code Quality}
     */
    public record Asked(String name, JsonNode quality) {}

    public ChainFacts {
        links = List.copyOf(links);
        asked = List.copyOf(asked);
        versions = List.copyOf(versions);
        models = List.copyOf(models);
    }
}
