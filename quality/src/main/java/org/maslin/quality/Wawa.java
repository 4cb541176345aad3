package org.maslin.quality;

/**
 * Worker agreement with aggregate: a majority vote, then one more in which each worker weighs as
 * much as the share of own answers that the first agreed with. No rounds (the Toloka platform's
 * method, as crowd-kit has it).
 */
public record Wawa() implements Aggregation {

    @Override
    public String name() {
        return "wawa";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int[] winners = Votes.winners(Majority.shares(answers), answers.labels().size());
        double[] skills = Votes.agreement(answers, winners);
        return Consensus.of(answers, name(), 0, Votes.shares(answers, skills));
    }
}
