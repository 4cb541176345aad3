package org.maslin.server.annotations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Ontology;

/** Holds answers against an ontology and counts those that do not fit, by reason. */
final class OntologyFit {

    /** A standing answer, as it is read to be checked. */
    record Standing(
            UUID id,
            UUID taskId,
            String taskKey,
            UUID userId,
            UUID assignmentId,
            Map<String, Object> answers,
            int candidates) {}

    private static final int MOST_REASONS = 100;
    private static final int MOST_EXAMPLES = 20;

    private record Kind(String place, String expected) {}

    private final Ontology ontology;
    private final Map<Kind, Long> counts = new HashMap<>();
    private final Map<Kind, String> found = new HashMap<>();
    private final Set<UUID> tasks = new HashSet<>();
    private final List<String> examples = new ArrayList<>();
    private long read;
    private long unfit;

    OntologyFit(Ontology ontology) {
        this.ontology = ontology;
    }

    /** Whether an answer is complete and allowed. */
    boolean fits(Standing answer) {
        read++;
        BadInputException wrong = wrong(answer);
        if (wrong == null) {
            return true;
        }
        unfit++;
        var kind = new Kind(wrong.place(), wrong.expected());
        counts.merge(kind, 1L, Long::sum);
        found.putIfAbsent(kind, wrong.found());
        if (tasks.add(answer.taskId()) && examples.size() < MOST_EXAMPLES) {
            examples.add(answer.taskKey());
        }
        return false;
    }

    private @Nullable BadInputException wrong(Standing answer) {
        try {
            ontology.checkComplete(answer.answers(), answer.candidates());
            return null;
        } catch (BadInputException wrong) {
            return wrong;
        }
    }

    OntologyEffect effect() {
        List<OntologyEffect.Reason> reasons =
                counts.entrySet().stream()
                        .map(
                                one ->
                                        new OntologyEffect.Reason(
                                                one.getKey().place(),
                                                found.getOrDefault(one.getKey(), ""),
                                                one.getKey().expected(),
                                                one.getValue()))
                        .sorted(
                                Comparator.comparingLong(OntologyEffect.Reason::annotations)
                                        .reversed()
                                        .thenComparing(OntologyEffect.Reason::place))
                        .limit(MOST_REASONS)
                        .toList();
        return new OntologyEffect(read, unfit, tasks.size(), reasons, examples);
    }

    Requeued requeued() {
        return new Requeued(unfit, tasks.size());
    }
}
