package org.maslin.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Nearest;
import org.maslin.core.Seed;

/**
 * Consensus while answers come: one answer in, a verdict and what becomes of the task out.
 *
 * <p>The model is that of {@link DawidSkene}. Each answer updates its task at once and visits a few
 * other tasks in turn, so that what is learnt of a worker reaches the worker's earlier answers too.
 * {@link #sweep} goes over everything; after one or two the state is that of the batch, whatever
 * the order of arrival was. A worker's second answer to a task replaces the first.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class OnlineConsensus {

    /** Other tasks visited per answer. */
    private static final int VISITS = 8;

    /** Whoever moves less rests. */
    private static final double REST = 1e-10;

    /** Every so many rounds those at rest are asked as well. */
    private static final int FULL_ROUND = 10;

    /** A worker with so many answers can be judged. */
    private static final int KNOWN_AFTER = 10;

    private static final int FORECAST_TASKS = 5_000;
    private static final String FORECAST_METHOD =
            "simulated answers of the known workers, percentile bootstrap over tasks";
    private static final int FORECAST_DRAWS = 20;
    private static final int ROUNDS = 5_000;
    private static final int FIRST_CALIBRATION = 100;
    private static final double GROWTH_TO_CALIBRATE = 1.2;

    private final List<String> labels;
    private final Map<String, Integer> labelNumbers;
    private final Map<String, Integer> taskNumbers = new HashMap<>();
    private final Map<String, Integer> workerNumbers = new HashMap<>();
    private final List<String> taskNames = new ArrayList<>();
    private final List<String> workerNames = new ArrayList<>();
    private final StopRule rule;
    private final RunningCounts counts;
    private final Caution caution;
    private int cursor;
    private long received;
    private long nextCalibration = FIRST_CALIBRATION;

    /**
     * Nothing answered yet.
     *
     * @param labels all labels that may be given
     * @param rule when a task has enough answers
     */
    public OnlineConsensus(List<String> labels, StopRule rule) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("A consensus needs at least one label.");
        }
        this.labels = LabelOrder.sorted(labels.stream().distinct().toList());
        this.labelNumbers = numbers(this.labels);
        this.rule = rule;
        this.counts = new RunningCounts(this.labels.size());
        this.caution = new Caution(counts, this.labels.size());
    }

    /** All answers of a table, in its order, and one sweep: where to go on after a restart. */
    public static OnlineConsensus replay(Answers answers, StopRule rule) {
        var online = new OnlineConsensus(answers.labels(), rule);
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                online.answer(
                        answers.tasks().get(task),
                        answers.workers().get(answers.worker(i)),
                        answers.labels().get(answers.label(i)));
            }
        }
        online.sweep();
        return online;
    }

    /**
     * Takes one answer in.
     *
     * @throws BadInputException if nobody announced the label
     */
    public Verdict answer(String task, String worker, String label) {
        int given = labelNumber(label);
        int taskNumber = taskNumber(task);
        int workerNumber = workerNumber(worker);
        int before = counts.labelOf(taskNumber, workerNumber);
        if (before >= 0 && before != given) {
            counts.remove(taskNumber, workerNumber);
        }
        if (before != given) {
            counts.add(taskNumber, workerNumber, given);
        }
        visitSome();
        if (++received >= nextCalibration) {
            caution.calibrate();
            nextCalibration = (long) (received * GROWTH_TO_CALIBRATE);
        }
        return verdict(taskNumber);
    }

    /** Takes an answer back, as if it had not been given; nothing happens if it was not. */
    public void withdraw(String task, String worker) {
        Integer taskNumber = taskNumbers.get(task);
        Integer workerNumber = workerNumbers.get(worker);
        if (taskNumber != null
                && workerNumber != null
                && counts.labelOf(taskNumber, workerNumber) >= 0) {
            counts.remove(taskNumber, workerNumber);
            visitSome();
        }
    }

    /**
     * What is thought of a task now; absent if it was never answered. Ask again before the task is
     * given to the next worker: what was learnt of its workers since may have changed the routing.
     */
    public @Nullable Verdict verdict(String task) {
        Integer number = taskNumbers.get(task);
        return number == null ? null : verdict((int) number);
    }

    /**
     * How much an answer of this worker to this task would tell, in nats: infinite as long as the
     * task has fewer answers than its rule wants at least, or too few of the worker are known to
     * judge him; 0 for one that cannot change anything. By it a worker's next task is chosen, or
     * {@link AnswerBudget} decides whether to ask at all.
     */
    public double gain(String task, String worker) {
        Integer taskNumber = taskNumbers.get(task);
        Integer workerNumber = workerNumbers.get(worker);
        if (taskNumber == null
                || workerNumber == null
                || counts.overlap(taskNumber) < rule.least()
                || counts.answersOf(workerNumber) < KNOWN_AFTER) {
            return Double.POSITIVE_INFINITY;
        }
        return caution.gain(taskNumber, workerNumber);
    }

    /**
     * How much better the labels would be if every task had more answers, by workers like those of
     * now; from some thousand tasks, by simulation.
     *
     * @param times how many times its answers each task would have; 2 for a doubling
     */
    public AccuracyForecast forecast(double times, Seed seed) {
        if (!(times >= 1) || Double.isInfinite(times)) {
            throw new IllegalArgumentException(
                    "A forecast (%s times the answers) must be of at least 1.".formatted(times));
        }
        int[] rows = counts.allRows();
        if (rows.length == 0) {
            double guess = 1.0 / labels.size();
            return new AccuracyForecast(
                    guess, guess, Figure.withoutInterval(0, 0, FORECAST_METHOD));
        }
        RandomGenerator random = seed.derive("forecast").generator();
        int stride = Math.max(1, counts.tasks() / FORECAST_TASKS);
        double[] now = new double[(counts.tasks() + stride - 1) / stride];
        double[] gains = new double[now.length];
        for (int n = 0; n < now.length; n++) {
            int task = n * stride;
            double more = (times - 1) * counts.overlap(task);
            now[n] = caution.confidence(task);
            gains[n] = caution.rightAfter(task, more, FORECAST_DRAWS, rows, random) - now[n];
        }
        double level = mean(now);
        double gain = Math.max(0, mean(gains));
        Interval interval =
                Bootstrap.interval(gains.length, meanOf(gains), Bootstrap.REPLICATES, seed);
        Figure figure =
                Figure.withInterval(
                        gain,
                        Math.clamp(interval.low(), 0, gain),
                        Math.max(interval.high(), gain),
                        gains.length,
                        FORECAST_METHOD);
        return new AccuracyForecast(level, level + gain, figure);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static Bootstrap.Statistic meanOf(double[] values) {
        return copies -> {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += copies[i] * values[i];
            }
            return sum / values.length;
        };
    }

    /** How probable each label of a task is, in label order; absent if it was never answered. */
    public double @Nullable [] posterior(String task) {
        Integer number = taskNumbers.get(task);
        if (number == null) {
            return null;
        }
        double[] posterior = new double[labels.size()];
        for (int label = 0; label < posterior.length; label++) {
            posterior[label] = counts.posterior(number, label);
        }
        return posterior;
    }

    /** The share of tasks whose right label is each, in label order. */
    public double[] prior() {
        double[] prior = new double[labels.size()];
        for (int label = 0; label < prior.length; label++) {
            prior[label] = counts.tasks() == 0 ? 1.0 / prior.length : counts.prior(label);
        }
        return prior;
    }

    /**
     * How often a worker says each label now, given the true one: [true][answered], rows sum to 1.
     * Of an unknown worker, what is thought of a new one.
     */
    public double[][] confusion(String worker) {
        int k = labels.size();
        Integer known = workerNumbers.get(worker);
        int number = known == null ? counts.spareWorker() : known;
        double[][] confusion = new double[k][k];
        for (int truth = 0; truth < k; truth++) {
            for (int answered = 0; answered < k; answered++) {
                confusion[truth][answered] = counts.rate(number, answered, truth);
            }
        }
        return confusion;
    }

    /** How often a worker is wrong now, over the tasks as they are mixed. */
    public double errorRate(String worker) {
        double[][] confusion = confusion(worker);
        double[] prior = prior();
        double right = 0;
        for (int label = 0; label < prior.length; label++) {
            right += prior[label] * confusion[label][label];
        }
        return Math.clamp(1 - right, 0, 1);
    }

    /** The labels in their order. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Goes over everything, from the votes on, so that nothing depends any more on the order in
     * which answers came: rounds over the tasks that still move, until all rest. The state is then
     * the fixed point of {@link DawidSkene#aggregate}. Expectation maximisation has several fixed
     * points; starting from where the answers happened to lead would end in another one now and
     * then.
     *
     * @return how many visits to tasks that took
     */
    public long sweep() {
        counts.restart();
        int[] moving = new int[counts.tasks()];
        double[] changes = new double[moving.length * labels.size()];
        long visits = 0;
        int still = 0;
        for (int round = 0; round < ROUNDS && (still > 0 || round % FULL_ROUND == 0); round++) {
            if (round % FULL_ROUND == 0) {
                still = everyTask(moving);
            }
            visits += still;
            still = round(moving, still, changes);
        }
        caution.calibrate();
        return visits;
    }

    private static int everyTask(int[] tasks) {
        for (int task = 0; task < tasks.length; task++) {
            tasks[task] = task;
        }
        return tasks.length;
    }

    /** One round over the first tasks; those that moved are kept in front, and counted. */
    private int round(int[] moving, int still, double[] changes) {
        int k = labels.size();
        int kept = 0;
        for (int i = 0; i < still; i++) {
            int task = moving[i];
            if (counts.propose(task, changes, kept * k) > REST) {
                moving[kept++] = task;
            }
        }
        for (int i = 0; i < kept; i++) {
            counts.apply(moving[i], changes, i * k);
        }
        return kept;
    }

    /** The answers that speak, as a table; task by task in the order of first appearance. */
    public Answers answers() {
        var table = Answers.builder();
        for (int task = 0; task < counts.tasks(); task++) {
            for (int i = 0; i < counts.overlap(task); i++) {
                table.add(
                        taskNames.get(task),
                        workerNames.get(counts.workerAt(task, i)),
                        labels.get(counts.labelAt(task, i)));
            }
        }
        return table.build();
    }

    private Verdict verdict(int task) {
        int best = 0;
        for (int label = 1; label < labels.size(); label++) {
            if (counts.posterior(task, label) > counts.posterior(task, best)) {
                best = label;
            }
        }
        double probability = counts.posterior(task, best);
        int overlap = counts.overlap(task);
        double confidence = caution.confidence(task);
        return new Verdict(
                labels.get(best),
                probability,
                confidence,
                overlap,
                rule.decide(overlap, confidence));
    }

    private void visitSome() {
        int visits = Math.min(VISITS, counts.tasks());
        for (int i = 0; i < visits; i++) {
            cursor = cursor + 1 < counts.tasks() ? cursor + 1 : 0;
            counts.visit(cursor);
        }
    }

    private int labelNumber(String label) {
        Integer number = labelNumbers.get(label);
        if (number == null) {
            throw new BadInputException(
                    "answer",
                    "the label \"%s\"".formatted(label),
                    "one of " + labels,
                    Nearest.hint(label, labels));
        }
        return number;
    }

    private int taskNumber(String task) {
        Integer known = taskNumbers.get(task);
        if (known != null) {
            return known;
        }
        taskNumbers.put(task, taskNames.size());
        taskNames.add(task);
        counts.addTask();
        return taskNames.size() - 1;
    }

    private int workerNumber(String worker) {
        Integer known = workerNumbers.get(worker);
        if (known != null) {
            return known;
        }
        workerNumbers.put(worker, workerNames.size());
        workerNames.add(worker);
        counts.addWorker();
        return workerNames.size() - 1;
    }

    private static Map<String, Integer> numbers(List<String> names) {
        Map<String, Integer> numbers = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
        return numbers;
    }
}
