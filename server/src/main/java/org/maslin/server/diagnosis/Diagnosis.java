package org.maslin.server.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.identity.Annotator;

/**
 * The report on a project's labels and annotators.
 *
 * @param answers that speak, of all tasks
 * @param judged of these, the answers this report is made of: all, or those of a random part of the
 *     tasks in a large project
 * @param simulated whether answers of simulated annotators are among them
 * @param agreement measures of agreement; none as long as no task has two answers
 * @param remainingError the share of wrong labels, as the answers tell
 * @param forecast null as long as no task has two answers
 * @param mixing how often a label is said, by consensus: every pair of up to twenty labels; of more
 *     labels, the mix-ups that are most frequent, at most 200
 * @param rings annotators who agree more often than their skills explain
 * @param ambiguous tasks whose answers surprise most
 */
public record Diagnosis(
        long answers,
        long judged,
        boolean simulated,
        String method,
        List<Figure> agreement,
        Figure remainingError,
        @Nullable Doubling forecast,
        List<String> labels,
        List<Mixed> mixing,
        List<Profile> annotators,
        List<List<Annotator>> rings,
        List<AmbiguousTask> ambiguous,
        Instant madeAt) {

    public Diagnosis {
        agreement = List.copyOf(agreement);
        labels = List.copyOf(labels);
        mixing = List.copyOf(mixing);
        annotators = List.copyOf(annotators);
        rings = List.copyOf(rings);
        ambiguous = List.copyOf(ambiguous);
    }

    /**
     * A label that was said where the consensus is the same or another.
     *
     * @param share of the answers to tasks with this consensus; its n is how many those are
     */
    public record Mixed(String consensus, String said, Figure share) {}

    /**
     * What twice the answers would bring.
     *
     * @param now expected share of right labels
     * @param then the same with twice the answers
     * @param gain the difference, with its interval
     */
    public record Doubling(double now, double then, Figure gain) {}

    /**
     * One annotator.
     *
     * @param knowledge share of answers that depend on the task
     * @param spammerScore 1 for one whose answers tell everything, 0 for nothing
     * @param spammer whether the annotator surely knows less than half of what the usual one does
     * @param bias by label, how much more often it is said than it is true
     * @param fall where the annotator became worse; null if nowhere
     * @param pace seconds as a factor of the usual; null without times
     * @param trend by what factor that changed from the first answer to the last
     * @param tooFast answers too fast to have been thought about
     */
    public record Profile(
            Annotator annotator,
            int answers,
            Figure skill,
            Figure knowledge,
            double spammerScore,
            boolean spammer,
            Map<String, Double> bias,
            @Nullable Fall fall,
            @Nullable Figure pace,
            @Nullable Figure trend,
            int tooFast) {}

    /**
     * Where somebody became worse.
     *
     * @param answer the number of the annotator's own answer, from 1
     */
    public record Fall(int answer, Instant at) {}

    /**
     * A task that allows several answers.
     *
     * @param surprise in standard deviations above what its annotators' errors explain
     * @param shares what the next annotator would say
     */
    public record AmbiguousTask(
            UUID taskId,
            String taskKey,
            String label,
            double surprise,
            int answers,
            Map<String, Double> shares) {}
}
