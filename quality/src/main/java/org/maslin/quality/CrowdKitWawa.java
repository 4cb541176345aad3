package org.maslin.quality;

/**
 * {@link Wawa} exactly as crowd-kit 1.4.2 has it with pandas 3: ties of the first vote go to the
 * label that comes first in the file, ties of the second to the first in label order.
 */
public record CrowdKitWawa() implements Aggregation {

    @Override
    public String name() {
        return "wawa (crowd-kit)";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        int[] ranks = Appearance.ranks(answers);
        int[] winners = Appearance.winners(Majority.shares(answers), ranks);
        double[] skills = Votes.agreement(answers, winners);
        return Consensus.of(answers, name(), 0, Votes.shares(answers, skills));
    }
}
