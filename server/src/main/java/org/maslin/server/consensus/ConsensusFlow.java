package org.maslin.server.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Aggregation;
import org.maslin.quality.Answers;
import org.maslin.quality.Consensus;
import org.maslin.quality.KrippendorffAlpha;
import org.maslin.quality.Level;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.AnnotatorKind;

/**
 * Makes consensus, skills and agreement of a project's answers. The answers come in the order of
 * task keys and annotators' names, so that the same answers give the same bits whatever their ids
 * and whenever they came.
 */
final class ConsensusFlow {

    /** One task's consensus, to be stored. */
    record Row(UUID taskId, String taskKey, TaskConsensus consensus) {}

    /** One annotator's figures, to be stored; names are looked up when they are shown. */
    record Skill(UUID userId, Figure skill, int answers, @Nullable Double medianSeconds) {}

    /** All that the answers of a project say. */
    record Outcome(
            List<Row> rows,
            List<Skill> skills,
            @Nullable Figure agreement,
            String method,
            long answers,
            boolean simulated) {}

    private static final Seed BOOTSTRAP = new Seed(0).derive("project-agreement");

    private final Aggregation aggregation;

    ConsensusFlow(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    Outcome outcome(List<Answer> all) {
        List<Answer> answers = all.stream().filter(answer -> !answer.withdrawn()).toList();
        if (answers.isEmpty()) {
            return new Outcome(List.of(), List.of(), null, aggregation.name(), 0, false);
        }
        var table = Answers.builder();
        answers.forEach(
                a -> table.add(a.taskId().toString(), a.annotator().id().toString(), a.label()));
        Consensus consensus = aggregation.aggregate(table.build());
        return new Outcome(
                rows(answers, consensus),
                skills(answers, consensus),
                agreement(consensus.answers()),
                consensus.method(),
                answers.size(),
                answers.stream().anyMatch(a -> a.annotator().kind() == AnnotatorKind.SIMULATED));
    }

    private static List<Row> rows(List<Answer> answers, Consensus consensus) {
        var keys = new HashMap<UUID, String>();
        answers.forEach(answer -> keys.put(answer.taskId(), answer.taskKey()));
        var rows = new ArrayList<Row>();
        List<String> tasks = consensus.answers().tasks();
        for (int task = 0; task < tasks.size(); task++) {
            UUID id = UUID.fromString(tasks.get(task));
            rows.add(new Row(id, keys.getOrDefault(id, ""), of(consensus, task)));
        }
        return rows;
    }

    private static TaskConsensus of(Consensus consensus, int task) {
        List<String> labels = consensus.answers().labels();
        Map<String, Double> posterior = new TreeMap<>();
        for (int label = 0; label < labels.size(); label++) {
            posterior.put(labels.get(label), consensus.probability(task, label));
        }
        return new TaskConsensus(
                consensus.label(task),
                consensus.probability(task),
                consensus.answers().overlap(task),
                consensus.method(),
                posterior);
    }

    private static List<Skill> skills(List<Answer> answers, Consensus consensus) {
        Map<UUID, List<Double>> seconds = new HashMap<>();
        Map<UUID, Integer> counts = new HashMap<>();
        for (Answer answer : answers) {
            UUID user = answer.annotator().id();
            counts.merge(user, 1, Integer::sum);
            if (answer.secondsActive() != null) {
                seconds.computeIfAbsent(user, u -> new ArrayList<>()).add(answer.secondsActive());
            }
        }
        Figure[] figures = consensus.skills();
        List<String> workers = consensus.answers().workers();
        var skills = new ArrayList<Skill>();
        for (int worker = 0; worker < figures.length; worker++) {
            UUID user = UUID.fromString(workers.get(worker));
            skills.add(
                    new Skill(
                            user,
                            figures[worker],
                            counts.getOrDefault(user, 0),
                            median(seconds.getOrDefault(user, List.of()))));
        }
        return skills;
    }

    /** Krippendorff's alpha, or null where there is nothing to agree on yet. */
    private static @Nullable Figure agreement(Answers answers) {
        try {
            Figure alpha = new KrippendorffAlpha(Level.NOMINAL).measure(answers, BOOTSTRAP);
            return alpha.low() != null && Double.isNaN(alpha.low())
                    ? Figure.withoutInterval(alpha.estimate(), alpha.n(), alpha.method())
                    : alpha;
        } catch (BadInputException nothingToAgreeOn) {
            return null;
        }
    }

    static @Nullable Double median(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
