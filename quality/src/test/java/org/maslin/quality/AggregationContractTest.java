package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

/** What every way to make one answer of several keeps to. */
class AggregationContractTest {

    private static final List<Aggregation> METHODS =
            List.of(
                    new Majority(),
                    new Wawa(),
                    new ZeroBasedSkill(),
                    new OneCoin(),
                    new DawidSkene(),
                    new Glad(),
                    new Mace(new Seed(1)),
                    new Kos(new Seed(1)),
                    new Mmsr(new Seed(1)),
                    new Ibcc(),
                    new Bwa(),
                    new Ebcc(4, 2, 200, 1e-4, new Seed(1)),
                    new Automatic(),
                    new CrowdKitDawidSkene(),
                    new CrowdKitOneCoin());

    static Stream<Named<Aggregation>> methods() {
        return METHODS.stream().map(method -> Named.of(method.name(), method));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void goodWorkers_areBelieved(Aggregation method) {
        for (int classes : new int[] {2, 3, 5, 7}) {
            Answers answers = TestAnswers.simulated(211, 5, classes, .95, .9, .9, .85, .8, .75, .7);

            Consensus consensus = method.aggregate(answers);

            assertThat(DawidSkeneTest.accuracy(consensus)).isGreaterThan(0.93);
            isSound(consensus);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void sameAnswers_giveTheSameBits(Aggregation method) {
        Answers answers = TestAnswers.simulated(50, 3, 3, .9, .8, .5, .6);

        assertThat(method.aggregate(answers).sameAs(method.aggregate(answers))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void degenerateAnswers_haveDefinedResults(Aggregation method) {
        for (String text :
                List.of(
                        "1 a x",
                        "1 a x; 2 a x",
                        "1 a x; 1 b x; 2 a x; 2 b x",
                        "1 a x; 2 a y; 3 a y",
                        "1 a x; 1 b y",
                        "1 a x; 1 b y; 2 a y; 2 b x",
                        "1 a x; 2 b y; 3 c z",
                        "1 a x; 1 b x; 2 c y; 2 d y; 3 e z; 3 f x",
                        "1 a x; 1 a y; 1 b y")) {
            Consensus consensus = method.aggregate(TestAnswers.of(text));

            isSound(consensus);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void manyAnswersPerTask_doNotUnderflow(Aggregation method) {
        double[] skills = new double[1200];
        Arrays.fill(skills, 0.4);
        skills[0] = 0.9;

        isSound(method.aggregate(TestAnswers.simulated(3, 1200, 5, skills)));
    }

    private static void isSound(Consensus consensus) {
        Answers answers = consensus.answers();
        for (int task = 0; task < answers.tasks().size(); task++) {
            double sum = 0;
            for (int label = 0; label < answers.labels().size(); label++) {
                double p = consensus.probability(task, label);
                assertThat(p).isBetween(0.0, 1 + 1e-9);
                sum += p;
            }
            assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-8);
        }
        for (int worker = 0; worker < answers.workers().size(); worker++) {
            for (double[] row : consensus.confusion(worker)) {
                for (double rate : row) {
                    assertThat(rate).isBetween(0.0, 1 + 1e-9);
                }
            }
        }
        for (Figure skill : consensus.skills()) {
            assertThat(skill.low()).isNotNull();
            assertThat(skill.estimate()).isBetween(skill.low(), skill.high());
        }
    }
}
