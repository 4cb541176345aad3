package org.maslin.server.consensus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maslin.quality.KnownRates;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.plumbing.Lately;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.Question;

/**
 * The consensus on every question whose answers have one label each, beside the leading one: made
 * like that one, of its own answers and annotators' rates, in the same passes and transactions.
 */
final class QuestionConsensuses {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final Duration LIFE_OF_LEARNT = Duration.ofHours(6);
    private static final int MOST_LEARNT = 1024;

    private record Asked(UUID project, String question) {}

    private record Learnt(KnownRates rates, String method) {}

    private final QuestionStore store;
    private final ConsensusFlow flow;
    private final Projects projects;
    private final Annotations annotations;
    private final InstantSource clock;
    private final Lately<Asked, Learnt> learnt = new Lately<>(LIFE_OF_LEARNT, MOST_LEARNT);

    QuestionConsensuses(
            QuestionStore store,
            ConsensusFlow flow,
            Projects projects,
            Annotations annotations,
            InstantSource clock) {
        this.store = store;
        this.flow = flow;
        this.projects = projects;
        this.annotations = annotations;
        this.clock = clock;
    }

    /** The labelled questions of a project beside the leading one. */
    private List<Question> others(Principal principal, UUID project) {
        Ontology ontology = projects.terms(principal, project).ontology();
        Question leading = ontology.leading();
        return ontology.labelled().stream().filter(one -> !one.equals(leading)).toList();
    }

    /** Learns each question from all of its answers. */
    void learn(Principal principal, UUID project) {
        List<Question> others = others(principal, project);
        for (Question question : others) {
            learn(principal, project, question);
        }
        store.dropUnanswered(project, others.stream().map(Question::name).toList());
    }

    private void learn(Principal principal, UUID project, Question question) {
        ConsensusFlow.Outcome outcome =
                flow.outcome(told -> annotations.eachAnswer(principal, project, question, told));
        for (int from = 0; from < outcome.tasks(); from += ROWS_AT_ONCE) {
            int to = Math.min(outcome.tasks(), from + ROWS_AT_ONCE);
            store.put(
                    principal.organisationId(),
                    project,
                    question.name(),
                    outcome.rows(from, to),
                    clock.instant());
        }
        var asked = new Asked(project, question.name());
        KnownRates rates = flow.learnt(outcome);
        if (rates == null) {
            learnt.forget(asked);
        } else {
            learnt.put(asked, new Learnt(rates, outcome.method()));
        }
    }

    /**
     * Judges these tasks by what is known of their annotators.
     *
     * @return false if something turned up that was not known, so that all must be learnt again
     */
    boolean judge(Principal principal, UUID project, List<UUID> tasks) {
        for (Question question : others(principal, project)) {
            var answers = annotations.answersTo(principal, question, tasks);
            Learnt known = learnt.get(new Asked(project, question.name()), () -> null);
            if (known == null && !answers.isEmpty()) {
                return false;
            }
            List<ConsensusFlow.Row> rows =
                    known == null
                            ? List.of()
                            : ConsensusFlow.judge(known.rates(), known.method(), answers);
            if (rows == null) {
                return false;
            }
            store.put(principal.organisationId(), project, question.name(), rows, clock.instant());
            store.keepOnly(
                    question.name(), tasks, rows.stream().map(ConsensusFlow.Row::taskId).toList());
        }
        return true;
    }

    /** The consensus of a task on each question that has one, the leading one's among them. */
    Map<String, TaskConsensus> of(Ontology ontology, UUID task, Map<UUID, TaskConsensus> leading) {
        var all = new HashMap<>(store.of(List.of(task)).getOrDefault(task, Map.of()));
        Question first = ontology.leading();
        TaskConsensus own = leading.get(task);
        if (first != null && own != null) {
            all.put(first.name(), own);
        }
        return all;
    }
}
