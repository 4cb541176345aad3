package org.maslin.server.gold;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.server.annotations.GoldTally;
import org.maslin.server.consensus.TaskConsensus;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.BestOfQuestion;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RatingQuestion;

/** The rules of gold. */
final class GoldFlow {

    private GoldFlow() {}

    static GoldReport report(
            List<GoldTally> tallies, List<GoldTally> days, Set<UUID> stopped, GoldRule rule) {
        long answers = tallies.stream().mapToLong(GoldTally::answers).sum();
        long correct = tallies.stream().mapToLong(GoldTally::correct).sum();
        return new GoldReport(
                answers,
                GoldTally.accuracy(correct, answers),
                tallies.stream()
                        .map(
                                tally ->
                                        new GoldReport.AnnotatorGold(
                                                tally.annotator(),
                                                tally.answers(),
                                                tally.accuracy(),
                                                rule.isBelow(tally.correct(), tally.answers()),
                                                stopped.contains(tally.annotator().id())))
                        .toList(),
                byDay(days));
    }

    private static List<GoldReport.GoldDay> byDay(List<GoldTally> tallies) {
        var counts = new TreeMap<LocalDate, long[]>();
        for (GoldTally tally : tallies) {
            if (tally.day() != null && tally.answers() > 0) {
                long[] count = counts.computeIfAbsent(tally.day(), day -> new long[2]);
                count[0] += tally.correct();
                count[1] += tally.answers();
            }
        }
        return counts.entrySet().stream()
                .map(
                        day ->
                                new GoldReport.GoldDay(
                                        day.getKey(),
                                        GoldTally.accuracy(day.getValue()[0], day.getValue()[1])))
                .toList();
    }

    /** Why somebody gets no more tasks. */
    static String reason(GoldRule rule, GoldTally tally) {
        return "%d of %d answers to gold were right; at least %.0f %% are asked for."
                .formatted(
                        tally.correct(),
                        tally.answers(),
                        100 * (rule.minimumAccuracy() == null ? 0 : rule.minimumAccuracy()));
    }

    /** The consensus as the answer that is known. */
    static Map<String, Object> expected(
            Ontology ontology, @Nullable TaskConsensus consensus, String taskKey) {
        Question leading = ontology.leading();
        if (leading == null || consensus == null) {
            throw RefusedException.conflict(
                    "no-consensus",
                    "The task %s has no consensus.".formatted(taskKey),
                    "Say what is expected, as expected.");
        }
        String label = consensus.label();
        boolean isNumber = leading instanceof RatingQuestion || leading instanceof BestOfQuestion;
        return Map.of(leading.name(), isNumber ? Integer.valueOf(label) : label);
    }
}
