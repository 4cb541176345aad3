import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.AccuracyForecast;
import org.maslin.quality.AnswerBudget;
import org.maslin.quality.Answers;
import org.maslin.quality.Automatic;
import org.maslin.quality.Consensus;
import org.maslin.quality.DawidSkene;
import org.maslin.quality.OnlineConsensus;
import org.maslin.quality.RemainingError;
import org.maslin.quality.StopRule;
import org.maslin.quality.Verdict;

/** Answers that come one after the other, in random orders: what is asked, and what is known by then. */
final class QualityOrders {

    private QualityOrders() {}

    private record Row(String task, String worker, String label) {}

    private static List<Row> rows(Answers answers) {
        List<Row> rows = new ArrayList<>();
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                rows.add(
                        new Row(
                                answers.tasks().get(task),
                                answers.workers().get(answers.worker(i)),
                                answers.labels().get(answers.label(i))));
            }
        }
        return rows;
    }

    /**
     * Answers come in random orders; one to a task that has enough is not asked. Without truth, the
     * consensus of all answers stands for it.
     */
    static void stopEarly(Path crowd, int least, double confidence, int orders)
            throws IOException {
        Answers answers = Quality.read(crowd.resolve("labels.csv"));
        Consensus all = new Automatic().aggregate(answers);
        boolean known = Files.exists(crowd.resolve("truth.csv"));
        Map<String, String> truth = known ? Quality.truth(crowd) : new HashMap<>();
        int most = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            most = Math.max(most, answers.overlap(task));
            if (!known) {
                truth.put(answers.tasks().get(task), all.label(task));
            }
        }
        List<Row> rows = rows(answers);
        double used = 0;
        double right = 0;
        double wrong = 0;
        double expected = 0;
        double stopped = 0;
        for (int order = 0; order < orders; order++) {
            List<Row> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(order));
            var online = new OnlineConsensus(answers.labels(), new StopRule(least, most, confidence));
            for (Row row : shuffled) {
                Verdict before = online.verdict(row.task());
                if (before == null || !before.routing().stops()) {
                    online.answer(row.task(), row.worker(), row.label());
                    used++;
                }
            }
            for (String task : answers.tasks()) {
                Verdict verdict = online.verdict(task);
                String label = truth.get(task);
                if (label != null && verdict != null && verdict.confidence() >= confidence) {
                    stopped++;
                    wrong += verdict.label().equals(label) ? 0 : 1;
                    expected += 1 - verdict.confidence();
                }
            }
            right += Quality.accuracy(new Automatic().aggregate(online.answers()), truth) / orders;
        }
        System.out.printf(
                "%s: full %.4f, stopped early %.4f with %.3f of the answers; among the confident %.4f"
                        + " wrong, %.4f expected%n",
                crowd.getFileName(),
                Quality.accuracy(all, truth),
                right,
                used / orders / rows.size(),
                wrong / stopped,
                expected / stopped);
    }

    /**
     * A share of the answers: first answers come in random orders, and each is taken or not; then
     * workers come in random orders, and each gets the task of which an answer would tell most,
     * among those that the worker answered.
     */
    static void budget(Path crowd, double share, int least, int orders) throws IOException {
        Answers answers = Quality.read(crowd.resolve("labels.csv"));
        Consensus all = new DawidSkene().aggregate(answers);
        Consensus pooled = new Automatic().aggregate(answers);
        boolean known = Files.exists(crowd.resolve("truth.csv"));
        Map<String, String> truth = known ? Quality.truth(crowd) : new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        for (int task = 0; task < answers.tasks().size(); task++) {
            labels.put(answers.tasks().get(task), all.label(task));
        }
        List<Row> rows = rows(answers);
        for (boolean chosen : new boolean[] {false, true}) {
            double[] right = new double[3];
            double squares = 0;
            double used = 0;
            for (int order = 0; order < orders; order++) {
                Collections.shuffle(rows, new Random(order));
                var online = new OnlineConsensus(answers.labels(), new StopRule(least, 1_000, 1));
                var left = new AnswerBudget((long) (share * rows.size()), rows.size());
                if (chosen) {
                    chosenTasks(online, left, rows);
                } else {
                    offers(online, left, rows);
                }
                used += online.answers().size();
                Consensus some = new DawidSkene().aggregate(online.answers());
                double hits = known ? Quality.accuracy(some, truth) : 0;
                right[0] += hits;
                squares += hits * hits;
                right[1] += known ? Quality.accuracy(new Automatic().aggregate(online.answers()), truth) : 0;
                right[2] += Quality.accuracy(some, labels);
            }
            double mean = right[0] / orders;
            System.out.printf(
                    "%s, %s: %.3f of the answers; dawid-skene %.4f ± %.4f (all %.4f), auto %.4f (all"
                            + " %.4f), equal to all %.4f%n",
                    crowd.getFileName(),
                    chosen ? "tasks chosen" : "answers chosen",
                    used / orders / rows.size(),
                    mean,
                    1.96 * Math.sqrt(Math.max(0, squares / orders - mean * mean) / orders),
                    known ? Quality.accuracy(all, truth) : 0,
                    right[1] / orders,
                    known ? Quality.accuracy(pooled, truth) : 0,
                    right[2] / orders);
        }
    }

    private static void offers(OnlineConsensus online, AnswerBudget left, List<Row> rows) {
        int taken = 0;
        for (Row row : rows) {
            if (left.takes(online.gain(row.task(), row.worker()))) {
                online.answer(row.task(), row.worker(), row.label());
                taken = sweepNowAndThen(online, taken, rows.size());
            }
        }
    }

    private static int sweepNowAndThen(OnlineConsensus online, int taken, int rows) {
        if ((taken + 1) % Math.max(1, rows / 100) == 0) {
            online.sweep();
        }
        return taken + 1;
    }

    private static void chosenTasks(OnlineConsensus online, AnswerBudget left, List<Row> rows) {
        Map<String, List<Row>> open = new HashMap<>();
        for (Row row : rows) {
            open.computeIfAbsent(row.worker(), w -> new ArrayList<>()).add(row);
        }
        int taken = 0;
        for (Row arrival : rows) {
            List<Row> own = open.get(arrival.worker());
            int best = -1;
            double most = -1;
            for (int i = 0; i < own.size(); i++) {
                Row row = own.get(i);
                double gain = online.gain(row.task(), row.worker());
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
            if (best >= 0 && left.takes(most)) {
                Row row = own.remove(best);
                online.answer(row.task(), row.worker(), row.label());
                taken = sweepNowAndThen(online, taken, rows.size());
            }
        }
    }

    /** Forecasts of one doubling, against what the doubling brought. */
    static void forecast(Path crowd, double share, int orders) throws IOException {
        Answers answers = Quality.read(crowd.resolve("labels.csv"));
        Map<String, String> truth = Quality.truth(crowd);
        List<Row> rows = rows(answers);
        double foretold = 0;
        double came = 0;
        double apart = 0;
        double level = 0;
        for (int order = 0; order < orders; order++) {
            Collections.shuffle(rows, new Random(order));
            int some = (int) (share * rows.size());
            Answers now = table(rows.subList(0, some));
            Answers then = table(rows.subList(0, Math.min(rows.size(), 2 * some)));
            var online = OnlineConsensus.replay(now, StopRule.always(1_000));
            AccuracyForecast told = online.forecast(2, new Seed(order));
            double before = Quality.accuracy(new Automatic().aggregate(now), truth);
            double after = Quality.accuracy(new Automatic().aggregate(then), truth);
            foretold += told.gain().estimate() / orders;
            came += (after - before) / orders;
            apart += Math.abs(before + told.gain().estimate() - after) / orders;
            level += before / orders;
        }
        System.out.printf(
                "%s: accuracy %.4f with %.3f of the answers; a doubling foretold %+.4f, brought %+.4f,"
                        + " apart %.4f in the mean of the sizes%n",
                crowd.getFileName(), level, share, foretold, came, apart);
    }

    private static Answers table(List<Row> rows) {
        var table = Answers.builder();
        rows.forEach(row -> table.add(row.task(), row.worker(), row.label()));
        return table.build();
    }

    /** The share of wrong labels, by so many tasks of known truth and the doubt of the others. */
    static void remaining(Path crowd, int gold, int orders) throws IOException {
        Answers answers = Quality.read(crowd.resolve("labels.csv"));
        Map<String, String> truth = Quality.truth(crowd);
        List<Row> rows = rows(answers);
        int covered = 0;
        double width = 0;
        double bias = 0;
        double naive = 0;
        for (int order = 0; order < orders; order++) {
            Collections.shuffle(rows, new Random(order));
            var online = new OnlineConsensus(answers.labels(), new StopRule(3, 1_000, 0.95));
            for (Row row : rows) {
                Verdict before = online.verdict(row.task());
                if (before == null || !before.routing().stops()) {
                    online.answer(row.task(), row.worker(), row.label());
                }
            }
            online.sweep();
            List<String> tasks = new ArrayList<>(truth.keySet());
            tasks.retainAll(answers.tasks());
            Collections.sort(tasks);
            Collections.shuffle(tasks, new Random(order));
            boolean[] wrong = new boolean[tasks.size()];
            double[] doubt = new double[tasks.size()];
            double errors = 0;
            for (int i = 0; i < wrong.length; i++) {
                Verdict verdict = online.verdict(tasks.get(i));
                wrong[i] = !verdict.label().equals(truth.get(tasks.get(i)));
                doubt[i] = 1 - verdict.confidence();
                errors += wrong[i] ? 1.0 / wrong.length : 0;
            }
            Figure figure =
                    RemainingError.of(
                            Arrays.copyOf(wrong, gold),
                            Arrays.copyOf(doubt, gold),
                            Arrays.copyOfRange(doubt, gold, doubt.length));
            covered += QualityStudies.holds(figure, errors) ? 1 : 0;
            width += (figure.high() - figure.low()) / orders;
            bias += (figure.estimate() - errors) / orders;
            naive += (RemainingError.of(doubt).estimate() - errors) / orders;
        }
        System.out.printf(
                "%s: %d gold tasks; the interval held the share of wrong labels in %.3f of the orders,"
                        + " %.3f wide; bias %+.4f, without gold %+.4f%n",
                crowd.getFileName(), gold, (double) covered / orders, width, bias, naive);
    }

    static void online(Path crowd) throws IOException {
        Answers answers = Quality.read(crowd.resolve("labels.csv"));
        List<Row> rows = rows(answers);
        for (int run = 0; run < 3; run++) {
            Collections.shuffle(rows, new Random(run));
            var online = new OnlineConsensus(answers.labels(), new StopRule(2, 5, 0.95));
            long from = Quality.cpu();
            for (Row row : rows) {
                online.answer(row.task(), row.worker(), row.label());
            }
            double perAnswer = (Quality.cpu() - from) / 1e3 / rows.size();
            long visits = online.sweep();
            System.out.printf(
                    "%s: %.2f microseconds per answer, a sweep of %.1f visits per task%n",
                    crowd.getFileName(), perAnswer, (double) visits / answers.tasks().size());
        }
    }
}
