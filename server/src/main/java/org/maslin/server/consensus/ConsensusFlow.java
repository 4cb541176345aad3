package org.maslin.server.consensus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Answers;
import org.maslin.quality.Automatic;
import org.maslin.quality.Consensus;
import org.maslin.quality.KnownRates;
import org.maslin.quality.KrippendorffAlpha;
import org.maslin.quality.Level;
import org.maslin.quality.Median;
import org.maslin.server.annotations.Answer;
import org.maslin.server.identity.AnnotatorKind;

/**
 * Makes consensus, skills and agreement of a project's answers. The answers come in the order of
 * task keys and annotators' names, so that the same answers give the same bits whatever their ids
 * and whenever they came.
 */
final class ConsensusFlow {

    /** One task's consensus, to be stored. */
    record Row(UUID taskId, TaskConsensus consensus) {}

    /**
     * One annotator's figures, to be stored; names are looked up when they are shown. What was
     * stored before the time had its interval is read without it.
     *
     * @param time median seconds of an answer; null where none has a time
     */
    @JsonIgnoreProperties("medianSeconds")
    record Skill(UUID userId, Figure skill, int answers, @Nullable Figure time) {}

    /**
     * All that the answers of a project say.
     *
     * @param consensus null if there is no answer
     */
    record Outcome(
            @Nullable Consensus consensus,
            List<Skill> skills,
            @Nullable Figure agreement,
            String method,
            long answers,
            boolean simulated) {

        int tasks() {
            return consensus == null ? 0 : consensus.answers().tasks().size();
        }

        List<Row> rows(int from, int to) {
            var rows = new ArrayList<Row>();
            if (consensus != null) {
                List<String> tasks = consensus.answers().tasks();
                for (int task = from; task < to; task++) {
                    rows.add(new Row(UUID.fromString(tasks.get(task)), of(consensus, task)));
                }
            }
            return rows;
        }
    }

    private static final Seed BOOTSTRAP = new Seed(0).derive("project-agreement");

    private final Automatic aggregation;

    ConsensusFlow(Automatic aggregation) {
        this.aggregation = aggregation;
    }

    /** What is collected of the answers as they are read. */
    private static final class Collected {
        final Answers.Builder table = Answers.builder();
        final Map<UUID, List<Double>> seconds = new HashMap<>();
        final Map<UUID, Integer> counts = new HashMap<>();
        long answers;
        boolean simulated;

        void add(Answer answer) {
            if (answer.withdrawn()) {
                return;
            }
            UUID user = answer.annotator().id();
            table.add(answer.taskId().toString(), user.toString(), answer.label());
            counts.merge(user, 1, Integer::sum);
            if (answer.secondsActive() != null) {
                seconds.computeIfAbsent(user, u -> new ArrayList<>()).add(answer.secondsActive());
            }
            simulated |= answer.annotator().kind() == AnnotatorKind.SIMULATED;
            answers++;
        }
    }

    /**
     * @param source tells all answers, withdrawn ones too
     */
    Outcome outcome(Consumer<Consumer<Answer>> source) {
        var collected = new Collected();
        source.accept(collected::add);
        if (collected.answers == 0) {
            return new Outcome(null, List.of(), null, aggregation.name(), 0, false);
        }
        Consensus consensus = aggregation.aggregate(collected.table.build());
        return new Outcome(
                consensus,
                skills(collected, consensus),
                agreement(consensus.answers()),
                consensus.method(),
                collected.answers,
                collected.simulated);
    }

    /** What an outcome has taught; null if there was no answer. */
    @Nullable KnownRates learnt(Outcome outcome) {
        return outcome.consensus() == null ? null : aggregation.learnt(outcome.consensus());
    }

    /**
     * The consensus on single tasks, by what was learnt of their annotators before.
     *
     * @param answers to these tasks, task by task
     * @return null if a label turned up that was not known, so that all must be learnt again
     */
    static @Nullable List<Row> judge(KnownRates known, String method, List<Answer> answers) {
        Map<UUID, List<Answer>> byTask = new LinkedHashMap<>();
        answers.stream()
                .filter(answer -> !answer.withdrawn())
                .forEach(a -> byTask.computeIfAbsent(a.taskId(), t -> new ArrayList<>()).add(a));
        var rows = new ArrayList<Row>();
        for (Map.Entry<UUID, List<Answer>> task : byTask.entrySet()) {
            List<Answer> given = task.getValue();
            double[] posterior =
                    known.judge(
                            given.stream().map(a -> a.annotator().id().toString()).toList(),
                            given.stream().map(Answer::label).toList());
            if (posterior == null) {
                return null;
            }
            rows.add(new Row(task.getKey(), of(known.labels(), posterior, given.size(), method)));
        }
        return rows;
    }

    private static TaskConsensus of(Consensus consensus, int task) {
        List<String> labels = consensus.answers().labels();
        double[] posterior = new double[labels.size()];
        for (int label = 0; label < posterior.length; label++) {
            posterior[label] = consensus.probability(task, label);
        }
        return of(labels, posterior, consensus.answers().overlap(task), consensus.method());
    }

    private static TaskConsensus of(
            List<String> labels, double[] posterior, int answers, String method) {
        Map<String, Double> shares = new TreeMap<>();
        int best = 0;
        for (int label = 0; label < posterior.length; label++) {
            shares.put(labels.get(label), posterior[label]);
            if (posterior[label] > posterior[best]) {
                best = label;
            }
        }
        return new TaskConsensus(labels.get(best), posterior[best], answers, method, shares);
    }

    private static List<Skill> skills(Collected collected, Consensus consensus) {
        Figure[] figures = consensus.skills();
        List<String> workers = consensus.answers().workers();
        var skills = new ArrayList<Skill>();
        for (int worker = 0; worker < figures.length; worker++) {
            UUID user = UUID.fromString(workers.get(worker));
            skills.add(
                    new Skill(
                            user,
                            figures[worker],
                            collected.counts.getOrDefault(user, 0),
                            time(collected.seconds.getOrDefault(user, List.of()))));
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

    private static @Nullable Figure time(List<Double> seconds) {
        return seconds.isEmpty()
                ? null
                : Median.of(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
