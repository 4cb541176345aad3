import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.maslin.core.Seed;
import org.maslin.quality.Aggregation;
import org.maslin.quality.Answers;
import org.maslin.quality.Automatic;
import org.maslin.quality.Bwa;
import org.maslin.quality.Consensus;
import org.maslin.quality.DawidSkene;
import org.maslin.quality.Ebcc;
import org.maslin.quality.Glad;
import org.maslin.quality.Ibcc;
import org.maslin.quality.Kos;
import org.maslin.quality.Mace;
import org.maslin.quality.Majority;
import org.maslin.quality.Mmsr;
import org.maslin.quality.OneCoin;
import org.maslin.quality.Wawa;
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
                    QualityOrders.stopEarly(
                            Path.of(rest.get(0)),
                            Integer.parseInt(rest.get(1)),
                            Double.parseDouble(rest.get(2)),
                            Integer.parseInt(rest.get(3)));
            case "budget" ->
                    QualityOrders.budget(
                            Path.of(rest.get(0)),
                            Double.parseDouble(rest.get(1)),
                            Integer.parseInt(rest.get(2)),
                            Integer.parseInt(rest.get(3)));
            case "forecast" ->
                    QualityOrders.forecast(
                            Path.of(rest.get(0)),
                            Double.parseDouble(rest.get(1)),
                            Integer.parseInt(rest.get(2)));
            case "remaining" ->
                    QualityOrders.remaining(
                            Path.of(rest.get(0)),
                            Integer.parseInt(rest.get(1)),
                            Integer.parseInt(rest.get(2)));
            case "coverage" -> QualityStudies.coverage(Integer.parseInt(rest.getFirst()));
            case "independent" -> QualityStudies.independent(Integer.parseInt(rest.getFirst()));
            case "online" -> QualityOrders.online(Path.of(rest.getFirst()));
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

    static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static Answers read(Path file) throws IOException {
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

    static Map<String, String> truth(Path crowd) throws IOException {
        Map<String, String> truth = new HashMap<>();
        for (String line : Files.readAllLines(crowd.resolve("truth.csv"))) {
            String[] row = line.split(",", -1);
            truth.put(row[0], row[1]);
        }
        return truth;
    }

    /** The share of right labels among tasks of known truth; a tie of k labels is 1/k right. */
    static double accuracy(Consensus consensus, Map<String, String> truth) {
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

    static void accuracy(List<String> crowds) throws IOException {
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
