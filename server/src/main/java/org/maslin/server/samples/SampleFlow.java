package org.maslin.server.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.CanonicalJson;
import org.maslin.core.Sha256;
import org.maslin.core.Split;
import org.maslin.security.KeyedHash;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Question;
import org.maslin.server.records.Edge;
import org.maslin.server.records.Node;
import tools.jackson.databind.json.JsonMapper;

/** What of an imported line is stored. */
final class SampleFlow {

    /** A sample on its way into the database. */
    record Row(
            UUID id,
            String key,
            Split split,
            String content,
            byte[] contentHash,
            String metadata,
            NewSample sample) {}

    private static final Pattern NUL = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u0000");

    private final JsonMapper json;
    private final KeyedHash hash;
    private final Ontology ontology;

    SampleFlow(JsonMapper json, KeyedHash hash, Ontology ontology) {
        this.json = json;
        this.hash = hash;
        this.ontology = ontology;
    }

    /** The row of a sample, refused if the project's question cannot be asked about it. */
    Row row(UUID id, NewSample sample) {
        Content content = sample.content();
        ontology.questions().forEach(question -> checkCandidates(question, content.choices()));
        checkPredictions(sample, content.choices());
        checkGold(sample.gold(), content.choices());
        String canonical = CanonicalJson.write(content.canonical());
        String key = sample.key() == null ? Sha256.hex(canonical) : sample.key();
        return new Row(
                id,
                storable("key", key),
                Split.of(content.splitKey()),
                storable("content", json.writeValueAsString(content)),
                hash.digest(canonical.getBytes(StandardCharsets.UTF_8)),
                sample.metadata() == null
                        ? "{}"
                        : storable("metadata", json.writeValueAsString(sample.metadata())),
                sample);
    }

    private void checkPredictions(NewSample sample, int candidates) {
        List<NewPrediction> made = sample.predictions();
        for (int i = 0; made != null && i < made.size(); i++) {
            try {
                ontology.checkDraft(made.get(i).answers(), candidates);
            } catch (BadInputException bad) {
                throw new BadInputException(
                        "predictions[%d].%s".formatted(i, bad.place()),
                        bad.found(),
                        bad.expected(),
                        bad.hint());
            }
        }
    }

    private void checkGold(@Nullable NewGold gold, int candidates) {
        if (gold == null) {
            return;
        }
        try {
            ontology.checkDraft(gold.expected(), candidates);
        } catch (BadInputException bad) {
            throw new BadInputException(
                    "gold.expected" + bad.place().replaceFirst("^answers", ""),
                    bad.found(),
                    bad.expected(),
                    bad.hint());
        }
    }

    private static void checkCandidates(Question question, int candidates) {
        Question.Range wanted = question.candidates();
        if (!wanted.covers(candidates)) {
            throw new BadInputException(
                    "candidates",
                    candidates == 0 ? "none" : candidates + " candidates",
                    "%s candidates, because this project asks %s about them"
                            .formatted(
                                    wanted.least() == wanted.most()
                                            ? "two"
                                            : wanted.least() + " or more",
                                    question.name()),
                    "Give \"candidates\": [{\"content\": …}, {\"content\": …}].");
        }
    }

    private static String storable(String field, String text) {
        if (text.indexOf('\0') >= 0 || text.contains("\\u0000") && NUL.matcher(text).find()) {
            throw new BadInputException(
                    field,
                    "the character U+0000",
                    "text without it",
                    "It ends texts in many programs; remove it.");
        }
        return text;
    }

    /** What a sample was made from, as far as its line says. */
    static List<Edge> edges(Row row) {
        var edges = new ArrayList<Edge>();
        Node sample = Node.of("sample", row.id());
        if (row.sample().metadata() != null
                && row.sample().metadata().get("prompt") instanceof String prompt
                && !prompt.isBlank()) {
            edges.add(new Edge(new Node("prompt", prompt), sample, "import"));
        }
        if (row.sample().candidates() != null) {
            for (Candidate candidate : row.sample().candidates()) {
                if (candidate.model() != null && !candidate.model().isBlank()) {
                    edges.add(new Edge(new Node("model", candidate.model()), sample, "sampled"));
                }
            }
        }
        return edges;
    }
}
