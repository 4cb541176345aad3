package org.maslin.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts decisions. */
final class Tally {

    private final List<String> stages;
    private final Map<String, Map<String, Long>> dropped = new TreeMap<>();
    private final Map<String, Map<String, Long>> edited = new TreeMap<>();
    private long read;
    private long kept;

    Tally(List<Stage> stages) {
        this.stages = stages.stream().map(Stage::name).distinct().toList();
    }

    void add(Decision decision) {
        read++;
        if (decision.stage() != null && decision.reason() != null) {
            count(dropped, decision.stage(), decision.reason(), 1);
        } else {
            kept++;
            decision.edits()
                    .forEach(edit -> count(edited, edit.stage(), edit.what(), edit.count()));
        }
    }

    Report report() {
        return new Report(read, kept, counts(dropped), counts(edited));
    }

    private static void count(
            Map<String, Map<String, Long>> counts, String stage, String what, long times) {
        counts.computeIfAbsent(stage, s -> new TreeMap<>()).merge(what, times, Long::sum);
    }

    private List<Report.Count> counts(Map<String, Map<String, Long>> counts) {
        var list = new ArrayList<Report.Count>();
        for (String stage : stages) {
            counts.getOrDefault(stage, Map.of())
                    .forEach((what, count) -> list.add(new Report.Count(stage, what, count)));
        }
        return list;
    }
}
