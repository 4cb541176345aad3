package org.maslin.server.workforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a simulated month keeps in mind of itself, to hold the server's figures against. */
final class MonthBooks {

    /** One person's answer to one task, as it stands. */
    static final class Entry {
        final String person;
        final boolean gold;
        boolean stands;
        boolean right;
        boolean accepted;
        double seconds;
        LocalDate day = LocalDate.EPOCH;

        Entry(String person, boolean gold) {
            this.person = person;
            this.gold = gold;
        }
    }

    /** What reviewers made of a person's answers, and what the person gave up. */
    static final class Marks {
        int accepted;
        int fixed;
        int rejected;
        int skipped;
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Marks> marks = new TreeMap<>();

    Entry entry(String person, String text, boolean gold) {
        return entries.computeIfAbsent(person + "/" + text, key -> new Entry(person, gold));
    }

    Marks marks(String person) {
        return marks.computeIfAbsent(person, key -> new Marks());
    }

    void answered(
            String person, String text, boolean gold, boolean right, double seconds, Instant at) {
        Entry entry = entry(person, text, gold);
        entry.stands = true;
        entry.accepted = false;
        entry.right = right;
        entry.seconds = seconds;
        entry.day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    long answers(String person) {
        return of(person, false).stream().filter(e -> e.stands).count();
    }

    long goldAnswers(String person) {
        return of(person, true).size();
    }

    long goldRight(String person) {
        return of(person, true).stream().filter(e -> e.right).count();
    }

    double seconds(String person) {
        return entries.values().stream()
                .filter(e -> e.person.equals(person))
                .mapToDouble(e -> e.seconds)
                .sum();
    }

    /** The seconds of a person's answers, the shortest first. */
    double[] times(String person) {
        return of(person, false).stream().mapToDouble(e -> e.seconds).sorted().toArray();
    }

    long accepted() {
        return entries.values().stream().filter(e -> e.stands && e.accepted).count();
    }

    private List<Entry> of(String person, boolean gold) {
        return entries.values().stream()
                .filter(e -> e.person.equals(person) && e.gold == gold)
                .toList();
    }

    /** Answers that stand, by day. */
    Map<LocalDate, Long> days() {
        var days = new TreeMap<LocalDate, Long>();
        entries.values().stream()
                .filter(e -> e.stands && !e.gold)
                .forEach(e -> days.merge(e.day, 1L, Long::sum));
        return days;
    }

    /** Right answers to gold and answers to gold, by day. */
    Map<LocalDate, long[]> goldDays() {
        var days = new TreeMap<LocalDate, long[]>();
        entries.values().stream()
                .filter(e -> e.gold)
                .forEach(
                        e -> {
                            long[] count = days.computeIfAbsent(e.day, day -> new long[2]);
                            count[0] += e.right ? 1 : 0;
                            count[1]++;
                        });
        return days;
    }

    List<String> people() {
        return new ArrayList<>(
                new TreeMap<>(
                                entries.values().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        e -> e.person, e -> e, (a, b) -> a)))
                        .keySet());
    }
}
