package org.maslin.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.server.annotations.Answer;
import org.maslin.server.annotations.TimedAnswer;
import org.maslin.server.identity.Annotator;
import org.maslin.server.identity.AnnotatorKind;

/** A crowd whose members are known: six good, one who falls, one who guesses, two who copy. */
class DiagnosisFlowTest {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final List<String> LABELS = List.of("cat", "dog", "fox");
    private static final int TASKS = 400;
    private static final int FALLS_AT = 250;

    private final Random random = new Random(3);
    private final List<TimedAnswer> told = new ArrayList<>();

    private Diagnosis crowd() {
        for (int task = 0; task < TASKS; task++) {
            int truth = random.nextInt(3);
            for (int good = 0; good < 6; good++) {
                tell(task, "good-" + good, said(truth, 0.85), 8);
            }
            tell(task, "falls", said(truth, task < FALLS_AT ? 0.85 : 0.3), 8);
            tell(task, "guesses", said(truth, 1 / 3.0), 1);
            int copied = said(truth, 0.7);
            tell(task, "copies-1", copied, 8);
            tell(task, "copies-2", random.nextDouble() < 0.9 ? copied : said(truth, 0.7), 8);
        }
        var part = new Part(1_000_000);
        told.forEach(part::add);
        return DiagnosisFlow.diagnose(part, START);
    }

    /**
     * Thirty labels have 900 pairs: only what is taken for something else is told, the most first.
     */
    @Test
    void diagnose_ofManyLabels_tellsTheMostFrequentMixUps() {
        var part = new Part(1_000_000);
        for (int task = 0; task < 300; task++) {
            for (int who = 0; who < 3; who++) {
                int label = who == 0 && task % 30 == 4 ? 5 : task % 30;
                var annotator = new Annotator(id("w" + who), "w" + who, AnnotatorKind.PERSON);
                part.add(
                        new TimedAnswer(
                                new Answer(
                                        UUID.randomUUID(),
                                        1,
                                        id("task-" + task),
                                        "task-" + task,
                                        annotator,
                                        "label-%02d".formatted(label),
                                        null,
                                        false),
                                START));
            }
        }
        List<Diagnosis.Mixed> mixing = DiagnosisFlow.diagnose(part, START).mixing();

        assertThat(mixing).hasSizeBetween(1, 200);
        assertThat(mixing.getFirst().consensus()).isEqualTo("label-04");
        assertThat(mixing.getFirst().said()).isEqualTo("label-05");
        assertThat(mixing).noneMatch(one -> one.consensus().equals(one.said()));
    }

    private int said(int truth, double skill) {
        return random.nextDouble() < skill ? truth : (truth + 1 + random.nextInt(2)) % 3;
    }

    private void tell(int task, String who, int label, double seconds) {
        var annotator = new Annotator(id(who), who, AnnotatorKind.PERSON);
        var answer =
                new Answer(
                        UUID.randomUUID(),
                        1,
                        id("task-" + task),
                        "task-" + task,
                        annotator,
                        LABELS.get(label),
                        seconds * (0.8 + 0.4 * random.nextDouble()),
                        false);
        told.add(new TimedAnswer(answer, START.plusSeconds(60L * task)));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Diagnosis.Profile of(Diagnosis diagnosis, String name) {
        return diagnosis.annotators().stream()
                .filter(one -> one.annotator().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void diagnose_aKnownCrowd_findsEachOfItsKinds() {
        Diagnosis diagnosis = crowd();

        assertThat(diagnosis.answers()).isEqualTo(10 * TASKS);
        assertThat(diagnosis.agreement()).hasSize(3);
        assertThat(diagnosis.labels()).isEqualTo(LABELS);
        assertThat(diagnosis.annotators().stream().filter(Diagnosis.Profile::spammer))
                .extracting(one -> one.annotator().name())
                .containsExactly("guesses");
        assertThat(diagnosis.annotators().stream().filter(one -> one.fall() != null))
                .extracting(one -> one.annotator().name())
                .containsExactly("falls");
        Diagnosis.Fall fall = Objects.requireNonNull(of(diagnosis, "falls").fall());
        assertThat(fall.answer()).isBetween(FALLS_AT - 10, FALLS_AT + 20);
        assertThat(fall.at()).isEqualTo(START.plusSeconds(60L * (fall.answer() - 1)));
        assertThat(diagnosis.rings()).hasSize(1);
        assertThat(diagnosis.rings().getFirst())
                .extracting(Annotator::name)
                .containsExactlyInAnyOrder("copies-1", "copies-2");
        assertThat(Objects.requireNonNull(of(diagnosis, "guesses").pace()).high()).isLessThan(0.3);
        assertThat(Objects.requireNonNull(of(diagnosis, "guesses").pace()).n()).isEqualTo(TASKS);
        assertThat(of(diagnosis, "good-1").tooFast()).isZero();
    }

    @Test
    void diagnose_rowsOfMixing_addUp_andTheForecastDoesNotFall() {
        Diagnosis diagnosis = crowd();

        assertThat(diagnosis.mixing()).hasSize(9);
        for (String label : LABELS) {
            assertThat(
                            diagnosis.mixing().stream()
                                    .filter(one -> one.consensus().equals(label))
                                    .mapToDouble(one -> one.share().estimate())
                                    .sum())
                    .isBetween(0.999, 1.001);
        }
        Diagnosis.Mixed cats = diagnosis.mixing().getFirst();
        assertThat(cats.said()).isEqualTo(cats.consensus()).isEqualTo("cat");
        assertThat(cats.share().estimate()).isBetween(0.6, 0.85);
        assertThat(cats.share().low()).isBetween(0.6, cats.share().estimate());
        assertThat(cats.share().n()).isBetween(1000L, 1600L);
        Diagnosis.Doubling forecast = Objects.requireNonNull(diagnosis.forecast());
        assertThat(forecast.then()).isGreaterThanOrEqualTo(forecast.now());
        assertThat(forecast.gain().low()).isNotNull();
        assertThat(diagnosis.remainingError().estimate()).isBetween(0.0, 0.1);
    }

    @Test
    void diagnose_nothing_isEmpty() {
        Diagnosis nothing = DiagnosisFlow.diagnose(new Part(10), START);

        assertThat(nothing.answers()).isZero();
        assertThat(nothing.annotators()).isEmpty();
        assertThat(nothing.forecast()).isNull();
    }

    @Test
    void diagnose_oneAnnotator_hasNoAgreement() {
        tell(0, "alone", 0, 5);
        tell(1, "alone", 1, 5);
        var part = new Part(10);
        told.forEach(part::add);

        Diagnosis diagnosis = DiagnosisFlow.diagnose(part, START);

        assertThat(diagnosis.agreement()).isEmpty();
        assertThat(diagnosis.forecast()).isNull();
        assertThat(of(diagnosis, "alone").skill().n()).isZero();
    }

    @Test
    void part_ofALargeProject_keepsWholeTasks() {
        crowd();
        var part = new Part(1_000);
        told.forEach(part::add);

        assertThat(part.seen()).isEqualTo(10L * TASKS);
        assertThat(part.answers()).hasSizeBetween(300, 1_000);
        assertThat(part.answers().size() % 10).isZero();
    }
}
