package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

/** One value worked by hand for each method that has one. */
class MethodsTest {

    /** Task 1: a, b say x, c says y. Task 2: a says x, c says y. */
    private static final Answers ANSWERS = TestAnswers.of("1 a x; 1 b x; 1 c y; 2 a x; 2 c y");

    @Test
    void wawa_weighsByAgreementWithTheVote() {
        // The vote: x (2 of 3), and x (a tie, first). a agrees 2/2, b 1/1, c 0/2.
        Consensus consensus = new Wawa().aggregate(ANSWERS);

        assertThat(consensus.probability(0, 0)).isEqualTo(1);
        assertThat(consensus.probability(1, 0)).isEqualTo(1);
    }

    @Test
    void zeroBasedSkill_afterOneRound_weighsByAgreement() {
        // Start 1/2 + 1e-5 each; agreement as above; the rate is 1: a 1, b 1, c 0.
        Consensus consensus = new ZeroBasedSkill(1).aggregate(ANSWERS);

        assertThat(consensus.probability(0, 0)).isEqualTo(1);
    }

    @Test
    void votesWithoutWeight_areCounted() {
        double[] shares = Votes.shares(ANSWERS, new double[] {0, 0, 0});

        assertThat(shares)
                .containsExactly(new double[] {2.0 / 3, 1.0 / 3, 0.5, 0.5}, within(1e-15));
    }

    @Test
    void oneCoin_firstRound_equalsTheValueWorkedByHand() {
        // Shares: task 1 x 2/3, task 2 x 1/2. Skills with 1 right and .1 wrong beforehand:
        // a (2/3 + 1/2 + 1) / 3.1 = .698925, b (2/3 + 1) / 2.1 = .793651,
        // c (1/3 + 1/2 + 1) / 3.1 = .591398. Prior x (2/3 + 1/2) / 2 = .583333.
        // Task 2: x .583333 · .698925 · .408602 = .166587; y .416667 · .301075 · .591398 = .074189.
        Consensus consensus = new OneCoin(1, 0).aggregate(ANSWERS);

        assertThat(consensus.probability(1, 0))
                .isCloseTo(.166587 / (.166587 + .074189), within(1e-5));
    }

    @Test
    void kos_oneRound_equalsTheValueWorkedByHand() {
        // All messages 1. To workers: the sum of the others' signs. Task 1 (+ + −): a 0, b 0, c 2;
        // task 2 (+ −): a −1, c 1. To tasks, signed sums of the worker's other tasks:
        // a: task 1 gets −1, task 2 gets 0; b nothing; c: task 1 gets −1, task 2 gets −2.
        // Task 1: a −1 · + , c −1 · − = +1: for 1, all 2. Task 2: c −2 · − = +2: for 2, all 2.
        var messages = new KosMessages(ANSWERS, 0, new double[] {1, 1, 1, 1, 1});
        messages.round();
        double[] posterior = new double[4];
        messages.weigh(posterior);

        assertThat(posterior[0]).isEqualTo(0.5);
        assertThat(posterior[2]).isEqualTo(1);
    }

    @Test
    void agreementBeyondChance_equalsTheValueWorkedByHand() {
        // a and c share two tasks and never agree: (0 · 2 − 1) / (2 − 1) = −1; a and b one, alike:
        // 1.
        var pairs = new CommonTasks(ANSWERS);

        assertThat(pairs.offsets).containsExactly(0, 2, 4, 6);
        assertThat(pairs.beyondChance(0)).isEqualTo(1);
        assertThat(pairs.beyondChance(1)).isEqualTo(-1);
        assertThat(pairs.common[1]).isEqualTo(2);
    }

    @Test
    void glad_firstPosterior_equalsTheValueWorkedByHand() {
        // α = β = 1: an answer speaks e for its label, in logits. Task 1: x 2e, y e.
        var model = new GladModel(ANSWERS);
        model.infer();

        assertThat(model.posterior()[0]).isCloseTo(1 / (1 + Math.exp(-Math.E)), within(1e-12));
        assertThat(model.posterior()[2]).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void bwa_findsTheWorkerWhoIsAlwaysWrong() {
        Answers answers = TestAnswers.simulated(100, 3, 2, .95, .95, .1);
        Consensus consensus = new Bwa().aggregate(answers);

        assertThat(DawidSkeneTest.accuracy(consensus)).isGreaterThan(0.9);
    }

    @Test
    void mace_findsWhoCopiesTheTruthAndWhoSpams() {
        Answers answers = TestAnswers.simulated(300, 4, 3, .95, .9, 0, 0, .9);
        Consensus consensus = new Mace(new Seed(3)).aggregate(answers);

        assertThat(DawidSkeneTest.accuracy(consensus))
                .isGreaterThan(DawidSkeneTest.accuracy(new Majority().aggregate(answers)));
    }

    @Test
    void ebccOfOneKind_isIbcc() {
        Answers answers = TestAnswers.simulated(60, 4, 3, .9, .8, .6, .7, .5);
        Consensus ibcc = new Ibcc(400, 1e-9).aggregate(answers);
        Consensus ebcc = new Ebcc(1, 1, 400, 1e-9, new Seed(0)).aggregate(answers);

        for (int task = 0; task < 60; task++) {
            assertThat(ebcc.probability(task, 1))
                    .isCloseTo(ibcc.probability(task, 1), within(1e-6));
        }
    }
}
