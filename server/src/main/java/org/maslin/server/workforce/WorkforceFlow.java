package org.maslin.server.workforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Interval;
import org.maslin.server.annotations.GoldTally;
import org.maslin.server.identity.Annotator;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.Price;

/** What the books of a project say. */
final class WorkforceFlow {

    /**
     * One annotator's row of the books.
     *
     * @param judged answers to tasks with a consensus of two or more
     * @param agreed of these, the answers that are the consensus
     * @param medianSeconds of an answer; null where none has a time
     * @param labels how often each label was given
     * @param gold answers to gold
     * @param right of these, the right ones
     * @param stopped whether they get no more tasks
     */
    record Books(
            Annotator annotator,
            long answers,
            double secondsActive,
            @Nullable Figure medianSeconds,
            long skipped,
            long accepted,
            long fixed,
            long rejected,
            long judged,
            long agreed,
            Map<String, Long> labels,
            long gold,
            long right,
            boolean stopped) {

        /** The books of who answered nothing yet. */
        static Books empty(Annotator annotator) {
            return new Books(annotator, 0, 0, null, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, false);
        }

        /** The same with the median of their answers' times. */
        Books with(@Nullable Figure seconds) {
            return new Books(
                    annotator,
                    answers,
                    secondsActive,
                    seconds,
                    skipped,
                    accepted,
                    fixed,
                    rejected,
                    judged,
                    agreed,
                    labels,
                    gold,
                    right,
                    stopped);
        }

        /** The same with the answers to gold, and the time they took. */
        Books with(GoldTally tally, boolean nowStopped) {
            return new Books(
                    annotator,
                    answers,
                    secondsActive + tally.secondsActive(),
                    medianSeconds,
                    skipped,
                    accepted,
                    fixed,
                    rejected,
                    judged,
                    agreed,
                    labels,
                    tally.answers(),
                    tally.correct(),
                    nowStopped);
        }

        /** The same as its annotator may read it: answers to gold are answers. */
        Books veiled() {
            return new Books(
                    annotator,
                    answers + gold,
                    secondsActive,
                    medianSeconds,
                    skipped,
                    accepted,
                    fixed,
                    rejected,
                    judged,
                    agreed,
                    labels,
                    0,
                    0,
                    false);
        }
    }

    private static final Seed FORECAST = new Seed(0).derive("forecast");
    private static final int DRAWS = 999;
    private static final int DAYS = 14;
    private static final int FEWEST_DAYS = 3;
    private static final int LONGEST = 3650;
    private static final int FEWEST_ANSWERS = 20;
    private static final double FAST = 1.0 / 3;
    private static final double SAME = 0.95;
    private static final double UNLIKELY = 1e-6;
    private static final double FAR = 0.5;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final int CENTS = 2;
    private static final double Z = 1.959963984540054;
    private static final String PER_ACCEPTED = "cost over accepted answers, delta method";

    private WorkforceFlow() {}

    static @Nullable Cost cost(@Nullable Price price, long answers, double seconds) {
        if (price == null) {
            return null;
        }
        BigDecimal units =
                switch (price.per()) {
                    case TASK -> BigDecimal.valueOf(answers);
                    case HOUR -> BigDecimal.valueOf(seconds / SECONDS_AN_HOUR);
                };
        return new Cost(
                price.amount().multiply(units).setScale(CENTS, RoundingMode.HALF_UP),
                price.currency());
    }

    /**
     * What the answers that stand come to.
     *
     * @param squares of their seconds, added up
     * @param acceptedSeconds of those that are accepted
     */
    record Standing(
            long answers, double seconds, double squares, long accepted, double acceptedSeconds) {}

    /**
     * What an accepted answer cost, with an interval: the cost of an answer over whether it is
     * accepted is a ratio of two means, whose deviation follows from that of what the one leaves of
     * the other (the delta method); of its logarithm, so that no end is below nothing.
     */
    static @Nullable MeasuredCost perAccepted(
            @Nullable Cost cost, @Nullable Price price, long accepted, Standing standing) {
        if (cost == null || price == null || accepted == 0) {
            return null;
        }
        double each = cost.amount().doubleValue() / accepted;
        double off = Math.exp(Z * deviation(price, standing));
        Figure figure =
                standing.answers() < 2 || standing.accepted() == 0
                        ? Figure.withoutInterval(exact(each), standing.answers(), PER_ACCEPTED)
                        : Figure.withInterval(
                                exact(each),
                                exact(each / off),
                                exact(each * off),
                                standing.answers(),
                                PER_ACCEPTED);
        return new MeasuredCost(figure, cost.currency());
    }

    /**
     * The relative standard deviation of what an accepted answer takes: in seconds, or in answers.
     */
    private static double deviation(Price price, Standing of) {
        double n = of.answers();
        double a = of.accepted();
        boolean byHour = price.per() == Price.Per.HOUR;
        double sum = byHour ? of.seconds() : n;
        if (sum == 0) {
            return 0;
        }
        double ratio = sum / a;
        double left =
                (byHour ? of.squares() : n)
                        - 2 * ratio * (byHour ? of.acceptedSeconds() : a)
                        + ratio * ratio * a;
        return Math.sqrt(Math.max(0, left) * n / (n - 1)) / sum;
    }

    private static double exact(double amount) {
        return BigDecimal.valueOf(amount).setScale(CENTS + 2, RoundingMode.HALF_UP).doubleValue();
    }

    /** The books of everybody with their answers to gold. */
    static List<Books> with(List<Books> books, List<GoldTally> tallies, Set<UUID> stopped) {
        Map<UUID, Books> all = new LinkedHashMap<>();
        books.forEach(one -> all.put(one.annotator().id(), one));
        for (GoldTally tally : tallies) {
            UUID user = tally.annotator().id();
            all.put(
                    user,
                    all.getOrDefault(user, Books.empty(tally.annotator()))
                            .with(tally, stopped.contains(user)));
        }
        return List.copyOf(all.values());
    }

    /** Days with those of the answers to gold. */
    static List<Day> with(List<Day> days, List<GoldTally> gold, boolean counts) {
        var all = new TreeMap<LocalDate, Day>();
        days.forEach(day -> all.put(day.day(), day));
        for (GoldTally tally : gold) {
            if (tally.day() != null) {
                all.merge(
                        tally.day(),
                        new Day(tally.day(), counts ? tally.answers() : 0, tally.secondsActive()),
                        (a, b) ->
                                new Day(
                                        a.day(),
                                        a.answers() + b.answers(),
                                        a.secondsActive() + b.secondsActive()));
            }
        }
        return List.copyOf(all.values());
    }

    static Worker worker(Books books, List<Books> all, @Nullable Price price, GoldRule rule) {
        return new Worker(
                books.annotator(),
                books.answers(),
                books.secondsActive(),
                books.medianSeconds(),
                books.skipped(),
                books.accepted(),
                books.fixed(),
                books.rejected(),
                agreement(books.agreed(), books.judged()),
                cost(price, books.answers() + books.gold(), books.secondsActive()),
                books.gold(),
                GoldTally.accuracy(books.right(), books.gold()),
                books.stopped(),
                flags(books, all, rule));
    }

    private static @Nullable Figure agreement(long agreed, long judged) {
        if (judged == 0) {
            return null;
        }
        Interval ends = Interval.wilson(agreed, judged);
        return Figure.withInterval(
                (double) agreed / judged,
                ends.low(),
                ends.high(),
                judged,
                "share equal to the consensus, Wilson");
    }

    static List<Flag> flags(Books books, List<Books> all, GoldRule rule) {
        var flags = new ArrayList<Flag>();
        if (rule.isBelow(books.right(), books.gold())) {
            flags.add(
                    new Flag(
                            Flag.Kind.BELOW_GOLD,
                            "%d of %d answers to gold are right; at least %.0f %% are asked for."
                                    .formatted(
                                            books.right(),
                                            books.gold(),
                                            100
                                                    * (rule.minimumAccuracy() == null
                                                            ? 0
                                                            : rule.minimumAccuracy()))));
        }
        List<Books> others = all.stream().filter(other -> other != books).toList();
        if (books.answers() >= FEWEST_ANSWERS && !others.isEmpty()) {
            addTooFast(flags, books, others);
            addSameAnswer(flags, books, others);
            addFarFromConsensus(flags, books, others);
        }
        return flags;
    }

    private static void addTooFast(List<Flag> flags, Books books, List<Books> others) {
        double[] medians =
                others.stream()
                        .filter(other -> other.medianSeconds() != null)
                        .mapToDouble(other -> other.medianSeconds().estimate())
                        .sorted()
                        .toArray();
        Figure own = books.medianSeconds();
        double mine = own == null ? Double.NaN : own.estimate();
        if (medians.length > 0 && mine < FAST * medians[medians.length / 2]) {
            flags.add(
                    new Flag(
                            Flag.Kind.TOO_FAST,
                            "Half of the answers took less than %.1f s; others take %.1f s."
                                    .formatted(mine, medians[medians.length / 2])));
        }
    }

    private static void addSameAnswer(List<Flag> flags, Books books, List<Books> others) {
        books.labels().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(
                        label -> {
                            long n = books.labels().values().stream().mapToLong(x -> x).sum();
                            double share = share(others, label.getKey());
                            if (label.getValue() >= SAME * n
                                    && tail(label.getValue(), n, share) < UNLIKELY) {
                                flags.add(
                                        new Flag(
                                                Flag.Kind.SAME_ANSWER,
                                                "%d of %d answers are \"%s\"; of others, %.0f %%."
                                                        .formatted(
                                                                label.getValue(),
                                                                n,
                                                                label.getKey(),
                                                                100 * share)));
                            }
                        });
    }

    private static double share(List<Books> books, String label) {
        long hits = books.stream().mapToLong(b -> b.labels().getOrDefault(label, 0L)).sum();
        long all =
                books.stream().flatMap(b -> b.labels().values().stream()).mapToLong(x -> x).sum();
        // Laplace's rule keeps a label that nobody else gives from being impossible.
        return (hits + 1.0) / (all + 2.0);
    }

    /** P(X ≥ k) of a binomial with n draws of probability p, summed in logarithms. */
    static double tail(long k, long n, double p) {
        double sum = 0;
        double term = 0;
        for (long i = n; i >= k; i--) {
            double log =
                    i == n
                            ? n * Math.log(p)
                            : term + Math.log((i + 1.0) / (n - i)) + Math.log((1 - p) / p);
            term = log;
            sum += Math.exp(log);
        }
        return Math.min(1, sum);
    }

    private static void addFarFromConsensus(List<Flag> flags, Books books, List<Books> others) {
        long agreed = others.stream().mapToLong(Books::agreed).sum();
        long judged = others.stream().mapToLong(Books::judged).sum();
        if (books.judged() >= FEWEST_ANSWERS && judged > 0) {
            double usual = (double) agreed / judged;
            double high = Interval.wilson(books.agreed(), books.judged()).high();
            if (high < FAR * usual) {
                flags.add(
                        new Flag(
                                Flag.Kind.FAR_FROM_CONSENSUS,
                                "%d of %d answers are the consensus; of others, %.0f %%."
                                        .formatted(books.agreed(), books.judged(), 100 * usual)));
            }
        }
    }

    /**
     * When the work will be done, if the days to come are like the last ones: days are drawn from
     * the last two weeks, idle ones too, until the missing answers are there, many times over.
     *
     * @param days with work, the oldest first
     */
    static @Nullable Forecast forecast(List<Day> days, long remaining, Instant now) {
        if (days.size() < FEWEST_DAYS || remaining <= 0) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = days.getFirst().day();
        int span = (int) Math.min(DAYS, Math.max(1, today.toEpochDay() - first.toEpochDay()));
        var recent = new double[span];
        for (Day day : days) {
            int back = (int) (today.toEpochDay() - day.day().toEpochDay());
            // Today is not over: it does not count.
            if (back >= 1 && back <= span) {
                recent[span - back] = day.answers();
            }
        }
        if (Arrays.stream(recent).sum() == 0) {
            return null;
        }
        var random = FORECAST.generator();
        var ends = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double left = remaining;
            double needed = 0;
            while (left > 0 && needed < LONGEST) {
                double done = recent[random.nextInt(span)];
                needed += done >= left ? left / done : 1;
                left -= done;
            }
            ends[i] = needed;
        }
        Arrays.sort(ends);
        return new Forecast(
                after(now, ends[DRAWS / 2]),
                after(now, ends[(int) (DRAWS * 0.025)]),
                after(now, ends[(int) (DRAWS * 0.975)]),
                remaining,
                span,
                "bootstrap of days");
    }

    private static Instant after(Instant now, double days) {
        return now.plus(Duration.ofSeconds(Math.round(days * Duration.ofDays(1).toSeconds())));
    }
}
