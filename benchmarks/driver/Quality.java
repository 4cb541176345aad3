import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Aggregation;
import org.maslin.quality.AccuracyForecast;
import org.maslin.quality.AgreementMeasure;
import org.maslin.quality.AnswerBudget;
import org.maslin.quality.Answers;
import org.maslin.quality.Automatic;
import org.maslin.quality.Bwa;
import org.maslin.quality.Consensus;
import org.maslin.quality.DawidSkene;
import org.maslin.quality.Ebcc;
import org.maslin.quality.Glad;
import org.maslin.quality.GwetAc;
import org.maslin.quality.Ibcc;
import org.maslin.quality.Judgement;
import org.maslin.quality.Kos;
import org.maslin.quality.KrippendorffAlpha;
import org.maslin.quality.Level;
import org.maslin.quality.Mace;
import org.maslin.quality.Majority;
import org.maslin.quality.Mmsr;
import org.maslin.quality.OneCoin;
import org.maslin.quality.OnlineConsensus;
import org.maslin.quality.PercentAgreement;
import org.maslin.quality.RemainingError;
import org.maslin.quality.StopRule;
import org.maslin.quality.Verdict;
import org.maslin.quality.Wawa;
import org.maslin.quality.WinRate;
import org.maslin.quality.ZeroBasedSkill;

/** What benchmarks/quality runs: one thread, CPU time of it. */
final class Quality {

    private static final String HELP =
            """
            benchmarks/quality speed LABELS.csv [METHOD …]   CPU milliseconds, one line per method
            benchmarks/quality accuracy CROWD …              folders with labels.csv and truth.csv
            benchmarks/quality stop-early CROWD LEAST CONFIDENCE ORDERS
            benchmarks/quality budget CROWD SHARE LEAST ORDERS  that share of the answers, those that tell most
            benchmarks/quality forecast CROWD SHARE ORDERS   from that share of the answers to twice as many
            benchmarks/quality remaining CROWD GOLD ORDERS   errors left, by so many gold tasks
            benchmarks/quality coverage PROJECTS             of 95 % intervals, simulated projects
            benchmarks/quality independent CROWDS            workers who err each by themselves: kinds found, accuracy
            benchmarks/quality online CROWD                  microseconds per answer
            benchmarks/quality ten-million METHOD            10M answers made in memory, then one run
            """;

    private Quality() {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "speed" -> speed(Path.of(rest.getFirst()), rest.subList(1, rest.size()));
            case "accuracy" -> accuracy(rest);
            case "stop-early" ->
                    stopEarly(
                            Path.of(rest.get(0)),
                            Integer.parseInt(rest.get(1)),
                            Double.parseDouble(rest.get(2)),
                            Integer.parseInt(rest.get(3)));
            case "budget" ->
                    budget(
                            Path.of(rest.get(0)),
                            Double.parseDouble(rest.get(1)),
                            Integer.parseInt(rest.get(2)),
                            Integer.parseInt(rest.get(3)));
            case "forecast" ->
                    forecast(
                            Path.of(rest.get(0)),
                            Double.parseDouble(rest.get(1)),
                            Integer.parseInt(rest.get(2)));
            case "remaining" ->
                    remaining(
                            Path.of(rest.get(0)),
                            Integer.parseInt(rest.get(1)),
                            Integer.parseInt(rest.get(2)));
            case "coverage" -> coverage(Integer.parseInt(rest.getFirst()));
            case "independent" -> independent(Integer.parseInt(rest.getFirst()));
            case "online" -> online(Path.of(rest.getFirst()));
            case "ten-million" -> tenMillion(rest.getFirst());
            default -> System.out.print(HELP);
        }
    }

    private static Map<String, Aggregation> methods() {
        Map<String, Aggregation> methods = new LinkedHashMap<>();
        for (Aggregation method :
                List.of(
                        new Majority(),
                        new Wawa(),
                        new ZeroBasedSkill(),
                        new OneCoin(),
                        new DawidSkene(),
                        new Glad(),
                        new Mace(new Seed(0)),
                        new Kos(new Seed(0)),
                        new Mmsr(new Seed(0)),
                        new Ibcc(),
                        new Bwa(),
                        new Ebcc(new Seed(0)),
                        new Automatic())) {
            methods.put(method.name(), method);
        }
        return methods;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Answers read(Path file) throws IOException {
        var answers = Answers.builder();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String line = in.readLine();
            for (line = in.readLine(); line != null; line = in.readLine()) {
                int first = line.indexOf(',');
                int second = line.indexOf(',', first + 1);
                answers.add(
                        line.substring(0, first),
                        line.substring(first + 1, second),
                        line.substring(second + 1));
            }
        }
        return answers.build();
    }

    private static void speed(Path file, List<String> names) throws IOException {
        Answers answers = read(file);
        methods()
                .forEach(
                        (name, method) -> {
                            if (names.isEmpty() || names.contains(name)) {
                                double[] times = times(method, answers, name.equals("majority") ? 9 : 2);
                                System.out.printf("%s %.1f%n", name, times[0] / 1e6);
                            }
                        });
        if (names.isEmpty() || names.contains("dawid-skene")) {
            double least = Double.POSITIVE_INFINITY;
            for (int run = 0; run < 5; run++) {
                double few = times(new DawidSkene(10, 0), answers, 1)[0];
                double many = times(new DawidSkene(40, 0), answers, 1)[0];
                least = Math.min(least, (many - few) / 30);
            }
            System.out.printf("dawid-skene-iteration %.2f%n", least / 1e6);
        }
    }

    private static double[] times(Aggregation method, Answers answers, int runs) {
        double least = Double.POSITIVE_INFINITY;
        double rounds = 0;
        for (int run = 0; run < runs; run++) {
            long from = cpu();
            rounds = method.aggregate(answers).iterations();
            least = Math.min(least, cpu() - from);
        }
        return new double[] {least, rounds};
    }

    private static Map<String, String> truth(Path crowd) throws IOException {
        Map<String, String> truth = new HashMap<>();
        for (String line : Files.readAllLines(crowd.resolve("truth.csv"))) {
            String[] row = line.split(",", -1);
            truth.put(row[0], row[1]);
        }
        return truth;
    }

    /** The share of right labels among tasks of known truth; a tie of k labels is 1/k right. */
    private static double accuracy(Consensus consensus, Map<String, String> truth) {
        Answers answers = consensus.answers();
        double right = 0;
        int known = 0;
        for (int task = 0; task < answers.tasks().size(); task++) {
            String label = truth.get(answers.tasks().get(task));
            if (label == null) {
                continue;
            }
            known++;
            double most = consensus.probability(task);
            int ties = 0;
            boolean hit = false;
            for (int k = 0; k < answers.labels().size(); k++) {
                if (consensus.probability(task, k) >= most - 1e-12) {
                    ties++;
                    hit |= answers.labels().get(k).equals(label);
                }
            }
            right += hit ? 1.0 / ties : 0;
        }
        return right / known;
    }

    private static void accuracy(List<String> crowds) throws IOException {
        System.out.print("method");
        crowds.forEach(crowd -> System.out.print(" " + Path.of(crowd).getFileName()));
        System.out.println();
        for (Map.Entry<String, Aggregation> method : methods().entrySet()) {
            System.out.print(method.getKey());
            for (String crowd : crowds) {
                Consensus consensus = method.getValue().aggregate(read(Path.of(crowd).resolve("labels.csv")));
                System.out.printf(" %.4f", accuracy(consensus, truth(Path.of(crowd))));
            }
            System.out.println();
        }
    }

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
    private static void stopEarly(Path crowd, int least, double confidence, int orders)
            throws IOException {
        Answers answers = read(crowd.resolve("labels.csv"));
        Consensus all = new Automatic().aggregate(answers);
        boolean known = Files.exists(crowd.resolve("truth.csv"));
        Map<String, String> truth = known ? truth(crowd) : new HashMap<>();
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
            right += accuracy(new Automatic().aggregate(online.answers()), truth) / orders;
        }
        System.out.printf(
                "%s: full %.4f, stopped early %.4f with %.3f of the answers; among the confident %.4f"
                        + " wrong, %.4f expected%n",
                crowd.getFileName(),
                accuracy(all, truth),
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
    private static void budget(Path crowd, double share, int least, int orders) throws IOException {
        Answers answers = read(crowd.resolve("labels.csv"));
        Consensus all = new DawidSkene().aggregate(answers);
        Consensus pooled = new Automatic().aggregate(answers);
        boolean known = Files.exists(crowd.resolve("truth.csv"));
        Map<String, String> truth = known ? truth(crowd) : new HashMap<>();
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
                double hits = known ? accuracy(some, truth) : 0;
                right[0] += hits;
                squares += hits * hits;
                right[1] += known ? accuracy(new Automatic().aggregate(online.answers()), truth) : 0;
                right[2] += accuracy(some, labels);
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
                    known ? accuracy(all, truth) : 0,
                    right[1] / orders,
                    known ? accuracy(pooled, truth) : 0,
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
    private static void forecast(Path crowd, double share, int orders) throws IOException {
        Answers answers = read(crowd.resolve("labels.csv"));
        Map<String, String> truth = truth(crowd);
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
            double before = accuracy(new Automatic().aggregate(now), truth);
            double after = accuracy(new Automatic().aggregate(then), truth);
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
    private static void remaining(Path crowd, int gold, int orders) throws IOException {
        Answers answers = read(crowd.resolve("labels.csv"));
        Map<String, String> truth = truth(crowd);
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
            covered += holds(figure, errors) ? 1 : 0;
            width += (figure.high() - figure.low()) / orders;
            bias += (figure.estimate() - errors) / orders;
            naive += (RemainingError.of(doubt).estimate() - errors) / orders;
        }
        System.out.printf(
                "%s: %d gold tasks; the interval held the share of wrong labels in %.3f of the orders,"
                        + " %.3f wide; bias %+.4f, without gold %+.4f%n",
                crowd.getFileName(), gold, (double) covered / orders, width, bias, naive);
    }

    private static void online(Path crowd) throws IOException {
        Answers answers = read(crowd.resolve("labels.csv"));
        List<Row> rows = rows(answers);
        for (int run = 0; run < 3; run++) {
            Collections.shuffle(rows, new Random(run));
            var online = new OnlineConsensus(answers.labels(), new StopRule(2, 5, 0.95));
            long from = cpu();
            for (Row row : rows) {
                online.answer(row.task(), row.worker(), row.label());
            }
            double perAnswer = (cpu() - from) / 1e3 / rows.size();
            long visits = online.sweep();
            System.out.printf(
                    "%s: %.2f microseconds per answer, a sweep of %.1f visits per task%n",
                    crowd.getFileName(), perAnswer, (double) visits / answers.tasks().size());
        }
    }

    /** Crowds of many shapes in which nothing but the truth makes workers agree. */
    private static void independent(int crowds) {
        Map<String, Double> right = new LinkedHashMap<>();
        int kinds = 0;
        for (int i = 0; i < crowds; i++) {
            Map<String, String> truth = new HashMap<>();
            Answers answers = independentCrowd(new Random(i), truth);
            for (Aggregation method :
                    List.of(new Majority(), new DawidSkene(), new Automatic())) {
                Consensus consensus = method.aggregate(answers);
                right.merge(method.name(), accuracy(consensus, truth) / crowds, Double::sum);
                kinds += consensus.method().contains("shared errors") ? 1 : 0;
            }
        }
        System.out.printf("kinds found in %d of %d; %s%n", kinds, crowds, right);
    }

    private static Answers independentCrowd(Random random, Map<String, String> truth) {
        int labels = 2 + random.nextInt(4);
        int workers = 10 + random.nextInt(90);
        int overlap = 2 + random.nextInt(9);
        double[] shares = random.doubles(labels, 0.1, 1).toArray();
        double[][][] errs = new double[workers][labels][];
        for (double[][] worker : errs) {
            double skill = 0.4 + 0.55 * random.nextDouble();
            for (int label = 0; label < labels; label++) {
                worker[label] = random.doubles(labels, 0, 1).toArray();
                double others = Arrays.stream(worker[label]).sum() - worker[label][label];
                double odds = Math.clamp(skill + 0.3 * (random.nextDouble() - 0.5), 0.2, 0.99);
                worker[label][label] = others * odds / (1 - odds);
            }
        }
        var answers = Answers.builder();
        int tasks = 200 + random.nextInt(2500);
        for (int task = 0; task < tasks; task++) {
            int label = draw(shares, random);
            truth.put("t" + task, Integer.toString(label));
            int first = random.nextInt(workers);
            for (int i = 0; i < overlap; i++) {
                int worker = (first + 7 * i) % workers;
                answers.add("t" + task, "w" + worker, Integer.toString(draw(errs[worker][label], random)));
            }
        }
        return answers.build();
    }

    private static int draw(double[] weights, Random random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int drawn = 0;
        while (drawn < weights.length - 1 && (left -= weights[drawn]) > 0) {
            drawn++;
        }
        return drawn;
    }

    private static void coverage(int projects) {
        for (AgreementMeasure measure :
                List.of(
                        new KrippendorffAlpha(Level.NOMINAL),
                        new GwetAc(Level.NOMINAL),
                        new PercentAgreement())) {
            double truth = measure.measure(project(100_000, new Random(-1)), new Seed(0)).estimate();
            IntFunction<Figure> figure =
                    i -> measure.measure(project(100, new Random(i)), new Seed(i));
            System.out.printf("%s %.3f%n", measure.name(), covered(projects, truth, figure));
        }
        for (Aggregation method : List.of(new DawidSkene(), new Automatic())) {
            int inside = 0;
            int n = 0;
            for (int i = 0; i < projects / 10; i++) {
                Random random = new Random(i);
                double[] skills = new double[10];
                for (int worker = 0; worker < 10; worker++) {
                    skills[worker] = 0.5 + 0.45 * random.nextDouble();
                }
                Consensus consensus = method.aggregate(crowd(200, 5, skills, random));
                Figure[] figures = consensus.skills();
                for (int worker = 0; worker < figures.length; worker++) {
                    String name = consensus.answers().workers().get(worker);
                    inside += holds(figures[worker], skills[Integer.parseInt(name.substring(1))]) ? 1 : 0;
                    n++;
                }
            }
            System.out.printf("skill by %s %.3f%n", method.name(), (double) inside / n);
        }
        double mean = 0;
        Random draws = new Random(-2);
        for (int i = 0; i < 1_000_000; i++) {
            mean += Math.clamp(0.6 + 0.2 * draws.nextGaussian(), 0, 1) / 1_000_000;
        }
        IntFunction<Figure> rate =
                i -> {
                    Random random = new Random(i);
                    List<Judgement> judgements = new ArrayList<>();
                    for (int prompt = 0; prompt < 100; prompt++) {
                        double p = Math.clamp(0.6 + 0.2 * random.nextGaussian(), 0, 1);
                        for (int judge = 0; judge < 2; judge++) {
                            double won = random.nextDouble() < p ? 1 : 0;
                            judgements.add(new Judgement("p" + prompt, "j" + judge, won, 0));
                        }
                    }
                    return new WinRate(judgements).rate(new Seed(i));
                };
        System.out.printf("win-rate %.3f%n", covered(projects, mean, rate));
    }

    private static double covered(int projects, double truth, IntFunction<Figure> figure) {
        int inside = 0;
        for (int i = 0; i < projects; i++) {
            inside += holds(figure.apply(i), truth) ? 1 : 0;
        }
        return (double) inside / projects;
    }

    private static boolean holds(Figure figure, double truth) {
        return figure.low() != null && figure.low() <= truth && truth <= figure.high();
    }

    /** Three answers to each task, a fifth of the tasks hard, one label frequent. */
    private static Answers project(int tasks, Random random) {
        var answers = Answers.builder();
        for (int task = 0; task < tasks; task++) {
            int truth = random.nextDouble() < 0.6 ? 0 : 1 + random.nextInt(2);
            double skill = random.nextDouble() < 0.2 ? 0.4 : 0.85;
            for (int worker = 0; worker < 3; worker++) {
                int said = random.nextDouble() < skill ? truth : random.nextInt(3);
                answers.add("t" + task, "w" + worker, Integer.toString(said));
            }
        }
        return answers.build();
    }

    private static Answers crowd(int tasks, int overlap, double[] skills, Random random) {
        var answers = Answers.builder();
        List<Integer> workers = new ArrayList<>();
        for (int worker = 0; worker < skills.length; worker++) {
            workers.add(worker);
        }
        for (int task = 0; task < tasks; task++) {
            int truth = random.nextInt(3);
            Collections.shuffle(workers, random);
            for (int worker : workers.subList(0, overlap)) {
                boolean right = random.nextDouble() < skills[worker];
                int said = right ? truth : (truth + 1 + random.nextInt(2)) % 3;
                answers.add("t" + task, "w" + worker, Integer.toString(said));
            }
        }
        return answers.build();
    }

    /** A million tasks of ten answers, 20,000 workers, ten labels. */
    private static void tenMillion(String method) {
        long begun = System.nanoTime();
        Random random = new Random(1);
        var builder = Answers.builder();
        double[] skills = new double[20_000];
        String[] names = new String[skills.length];
        for (int worker = 0; worker < skills.length; worker++) {
            skills[worker] = 0.4 + 0.55 * random.nextDouble();
            names[worker] = "w" + worker;
        }
        for (int task = 0; task < 1_000_000; task++) {
            int truth = random.nextInt(10);
            String name = "t" + task;
            for (int i = 0; i < 10; i++) {
                int worker = random.nextInt(skills.length);
                int said = random.nextDouble() < skills[worker] ? truth : random.nextInt(10);
                builder.add(name, names[worker], Integer.toString(said));
            }
        }
        Answers answers = builder.build();
        long built = System.nanoTime();
        Consensus consensus = methods().get(method).aggregate(answers);
        double seconds = (System.nanoTime() - built) / 1e9;
        System.out.printf(
                "%d answers; table %.1f s, %s (%s, %d rounds) %.1f s, heap of at most %d MiB%n",
                answers.size(),
                (built - begun) / 1e9,
                method,
                consensus.method(),
                consensus.iterations(),
                seconds,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
