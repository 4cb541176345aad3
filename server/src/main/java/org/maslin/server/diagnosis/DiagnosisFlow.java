package org.maslin.server.diagnosis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.AccuracyForecast;
import org.maslin.quality.AgreementMeasure;
import org.maslin.quality.Ambiguity;
import org.maslin.quality.Answers;
import org.maslin.quality.Automatic;
import org.maslin.quality.Consensus;
import org.maslin.quality.CopyRings;
import org.maslin.quality.GwetAc;
import org.maslin.quality.Interval;
import org.maslin.quality.KrippendorffAlpha;
import org.maslin.quality.Level;
import org.maslin.quality.OnlineConsensus;
import org.maslin.quality.PercentAgreement;
import org.maslin.quality.RemainingError;
import org.maslin.quality.SkillDrift;
import org.maslin.quality.StopRule;
import org.maslin.quality.Verdict;
import org.maslin.quality.WorkerReport;
import org.maslin.server.annotations.TimedAnswer;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;

/** Makes a report of answers. */
final class DiagnosisFlow {

    private static final Seed SEED = new Seed(0).derive("diagnosis");
    private static final int MOST_AMBIGUOUS = 50;
    private static final int MOST_WHOLE = 20;
    private static final int MOST_MIXED = 200;
    private static final double LEAST_MIXED = 0.5;

    /** Somebody who falls by so much should be noticed. */
    private static final double FALL = 0.3;

    private final List<TimedAnswer> told;
    private final Answers answers;
    private final Consensus consensus;
    private final Map<String, Annotator> annotators = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    private DiagnosisFlow(List<TimedAnswer> told) {
        this.told = told;
        var table = Answers.builder();
        for (TimedAnswer one : told) {
            String task = one.answer().taskId().toString();
            String user = one.answer().annotator().id().toString();
            table.add(task, user, one.answer().label());
            annotators.put(user, one.answer().annotator());
            keys.put(task, one.answer().taskKey());
        }
        answers = table.build();
        consensus = new Automatic().aggregate(answers);
    }

    static Diagnosis diagnose(Part part, Instant now) {
        if (part.answers().isEmpty()) {
            return new Diagnosis(
                    part.seen(),
                    0,
                    false,
                    "auto",
                    List.of(),
                    RemainingError.of(new double[0]),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    now);
        }
        return new DiagnosisFlow(part.answers()).diagnosis(part.seen(), now);
    }

    private Diagnosis diagnosis(long seen, Instant now) {
        List<Figure> agreement = agreement();
        OnlineConsensus online =
                OnlineConsensus.replay(answers, StopRule.always(Integer.MAX_VALUE));
        AccuracyForecast forecast =
                agreement.isEmpty() ? null : online.forecast(2, SEED.derive("forecast"));
        return new Diagnosis(
                seen,
                told.size(),
                annotators.values().stream().anyMatch(a -> a.kind() == AnnotatorKind.SIMULATED),
                consensus.method(),
                agreement,
                RemainingError.of(doubt(online)),
                forecast == null
                        ? null
                        : new Diagnosis.Doubling(forecast.now(), forecast.then(), forecast.gain()),
                answers.labels(),
                mixing(),
                profiles(),
                rings(),
                ambiguous(),
                now);
    }

    private List<Figure> agreement() {
        var figures = new ArrayList<Figure>();
        for (AgreementMeasure measure :
                List.of(
                        new KrippendorffAlpha(Level.NOMINAL),
                        new GwetAc(Level.NOMINAL),
                        new PercentAgreement())) {
            try {
                Figure figure = measure.measure(answers, SEED.derive(measure.name()));
                if (figure.low() != null && !Double.isNaN(figure.low())) {
                    figures.add(figure);
                }
            } catch (BadInputException nothingToAgreeOn) {
                return List.of();
            }
        }
        return figures;
    }

    private double[] doubt(OnlineConsensus online) {
        return answers.tasks().stream()
                .mapToDouble(
                        task -> {
                            Verdict verdict = online.verdict(task);
                            return verdict == null ? 1 : 1 - verdict.confidence();
                        })
                .toArray();
    }

    private List<Diagnosis.Mixed> mixing() {
        int k = answers.labels().size();
        double[][] counts = new double[k][k];
        double[] sums = new double[k];
        for (int task = 0; task < answers.tasks().size(); task++) {
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                for (int truth = 0; truth < k; truth++) {
                    counts[truth][answers.label(i)] += consensus.probability(task, truth);
                    sums[truth] += consensus.probability(task, truth);
                }
            }
        }
        IntStream pairs = IntStream.range(0, k * k);
        if (k > MOST_WHOLE) {
            pairs =
                    pairs.filter(at -> at / k != at % k && counts[at / k][at % k] >= LEAST_MIXED)
                            .boxed()
                            .sorted(Comparator.comparingDouble(at -> -counts[at / k][at % k]))
                            .limit(MOST_MIXED)
                            .mapToInt(at -> at);
        }
        return pairs.mapToObj(
                        at ->
                                new Diagnosis.Mixed(
                                        answers.labels().get(at / k),
                                        answers.labels().get(at % k),
                                        share(counts[at / k][at % k], sums[at / k])))
                .toList();
    }

    /** A share of answers that are counted as far as they are likely to belong there. */
    private static Figure share(double hits, double of) {
        long n = Math.round(of);
        double share = of == 0 ? 0 : Math.min(1, hits / of);
        Interval ends = Interval.wilson(share * n, n);
        return Figure.withInterval(share, ends.low(), ends.high(), n, "share by consensus, Wilson");
    }

    private List<Diagnosis.Profile> profiles() {
        List<WorkerReport> reports = WorkerReport.of(consensus);
        List<List<Given>> byWorker = inTime();
        double usual = usual(reports);
        Paces paces = Paces.of(told, answers);
        var profiles = new ArrayList<Diagnosis.Profile>();
        for (int worker = 0; worker < reports.size(); worker++) {
            WorkerReport report = reports.get(worker);
            Map<String, Double> bias = new TreeMap<>();
            for (int label = 0; label < report.bias().length; label++) {
                bias.put(answers.labels().get(label), report.bias()[label]);
            }
            profiles.add(
                    new Diagnosis.Profile(
                            annotator(report.worker()),
                            byWorker.get(worker).size(),
                            report.skill(),
                            report.knowledge(),
                            report.spammerScore(),
                            report.spammer(),
                            bias,
                            fall(byWorker.get(worker), usual),
                            paces.pace(worker),
                            paces.trend(worker),
                            paces.tooFast(worker)));
        }
        return profiles;
    }

    /** An answer with how probable the others make it. */
    private record Given(Instant at, double support) {}

    private List<List<Given>> inTime() {
        Map<String, Map<String, Instant>> times = new HashMap<>();
        for (TimedAnswer one : told) {
            times.computeIfAbsent(one.answer().taskId().toString(), t -> new HashMap<>())
                    .put(one.answer().annotator().id().toString(), one.at());
        }
        var given = new ArrayList<List<Given>>();
        answers.workers().forEach(worker -> given.add(new ArrayList<>()));
        double[] support = consensus.othersBelief();
        for (int task = 0; task < answers.tasks().size(); task++) {
            Map<String, Instant> own = times.getOrDefault(answers.tasks().get(task), Map.of());
            for (int i = answers.first(task); i < answers.first(task + 1); i++) {
                String worker = answers.workers().get(answers.worker(i));
                given.get(answers.worker(i))
                        .add(new Given(own.getOrDefault(worker, Instant.EPOCH), support[i]));
            }
        }
        given.forEach(own -> own.sort(Comparator.comparing(Given::at)));
        return given;
    }

    private static double usual(List<WorkerReport> reports) {
        double[] skills =
                reports.stream()
                        .filter(report -> report.skill().n() > 0)
                        .mapToDouble(report -> report.skill().estimate())
                        .sorted()
                        .toArray();
        return skills.length == 0 ? 0.5 : skills[skills.length / 2];
    }

    private Diagnosis.@Nullable Fall fall(List<Given> given, double usual) {
        double fallen = usual - FALL;
        if (fallen <= 0) {
            return null;
        }
        double[] support = given.stream().mapToDouble(Given::support).toArray();
        int at = SkillDrift.fallIn(support, usual, fallen, answers.labels().size());
        return at < 0 ? null : new Diagnosis.Fall(at + 1, given.get(at).at());
    }

    private List<List<Annotator>> rings() {
        return CopyRings.of(consensus).stream()
                .map(ring -> ring.stream().map(this::annotator).toList())
                .toList();
    }

    private Annotator annotator(String user) {
        Annotator known = annotators.get(user);
        return known == null
                ? new Annotator(UUID.fromString(user), "removed", AnnotatorKind.PERSON)
                : known;
    }

    private List<Diagnosis.AmbiguousTask> ambiguous() {
        Ambiguity ambiguity = Ambiguity.of(consensus);
        return IntStream.range(0, answers.tasks().size())
                .filter(task -> ambiguity.surprise()[task] > Ambiguity.AMBIGUOUS)
                .boxed()
                .sorted(Comparator.comparingDouble(task -> -ambiguity.surprise()[task]))
                .limit(MOST_AMBIGUOUS)
                .map(task -> ambiguous(task, ambiguity))
                .toList();
    }

    private Diagnosis.AmbiguousTask ambiguous(int task, Ambiguity ambiguity) {
        String id = answers.tasks().get(task);
        Map<String, Double> shares = new TreeMap<>();
        for (int label = 0; label < answers.labels().size(); label++) {
            shares.put(answers.labels().get(label), ambiguity.softLabels()[task][label]);
        }
        return new Diagnosis.AmbiguousTask(
                UUID.fromString(id),
                keys.getOrDefault(id, ""),
                consensus.label(task),
                ambiguity.surprise()[task],
                answers.overlap(task),
                shares);
    }
}
