package org.maslin.server.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.projects.Ontology;

class PredictionFlowTest {

    private final Ontology ontology =
            Json.mapper()
                    .readValue(
                            """
                            {"questions": [
                              {"name": "kind", "kind": "choice", "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}]},
                              {"name": "note", "kind": "text", "caption": "Why?"},
                              {"name": "size", "kind": "number", "caption": "How large?"},
                              {"name": "where", "kind": "regions", "caption": "Where?", "shapes": ["box"], "classes": [{"name": "crust"}]}]}
                            """,
                            Ontology.class);

    private static Map<String, Object> region(String id, Object x) {
        return Map.of("id", id, "label", "crust", "box", List.of(x, 1, 2, 2), "origin", "human");
    }

    @Test
    void origins_tellWhatWasTakenOver_perQuestionAndRegion() {
        Map<String, Object> predicted =
                Map.of(
                        "kind",
                        "rye",
                        "size",
                        1,
                        "where",
                        Map.of("regions", List.of(region("a", 1), region("b", 1))));
        Map<String, Object> own =
                Map.of(
                        "kind",
                        "bun",
                        "note",
                        "dark",
                        "size",
                        1.0,
                        "where",
                        Map.of(
                                "regions",
                                List.of(region("a", 1.0), region("b", 2), region("c", 1))));
        assertThat(PredictionFlow.origins(ontology, predicted, own))
                .isEqualTo(
                        Map.of(
                                "kind", "prediction-edited",
                                "note", "human",
                                "size", "prediction",
                                "where",
                                        Map.of(
                                                "a", "prediction",
                                                "b", "prediction-edited",
                                                "c", "human")));
    }
}
