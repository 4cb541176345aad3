import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Aggregation;
import org.maslin.quality.AgreementMeasure;
import org.maslin.quality.Answers;
import org.maslin.quality.Automatic;
import org.maslin.quality.Consensus;
import org.maslin.quality.DawidSkene;
import org.maslin.quality.GwetAc;
import org.maslin.quality.Judgement;
import org.maslin.quality.KrippendorffAlpha;
import org.maslin.quality.Level;
import org.maslin.quality.Majority;
import org.maslin.quality.PercentAgreement;
import org.maslin.quality.WinRate;

/** Simulated crowds and projects, of which everything is known. */
final class QualityStudies {

    private QualityStudies() {}

    /** Crowds of many shapes in which nothing but the truth makes workers agree. */
    static void independent(int crowds) {
        Map<String, Double> right = new LinkedHashMap<>();
        int kinds = 0;
        for (int i = 0; i < crowds; i++) {
            Map<String, String> truth = new HashMap<>();
            Answers answers = independentCrowd(new Random(i), truth);
            for (Aggregation method :
                    List.of(new Majority(), new DawidSkene(), new Automatic())) {
                Consensus consensus = method.aggregate(answers);
                right.merge(method.name(), Quality.accuracy(consensus, truth) / crowds, Double::sum);
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

    static void coverage(int projects) {
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

    static boolean holds(Figure figure, double truth) {
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
}
