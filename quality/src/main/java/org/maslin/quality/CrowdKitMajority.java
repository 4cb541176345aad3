package org.maslin.quality;

/**
 * {@link Majority} exactly as crowd-kit 1.4.2 has it with pandas 3: of labels with equally many
 * votes the one that comes first in the file is taken. (With pandas 2 it is the first in label
 * order, as in ours.)
 */
public record CrowdKitMajority() implements Aggregation {

    @Override
    public String name() {
        return "majority (crowd-kit)";
    }

    @Override
    public Consensus aggregate(Answers answers) {
        Consensus votes = new Majority().aggregate(answers);
        return new Consensus(
                        answers,
                        name(),
                        0,
                        votes.posterior(),
                        votes.priors(),
                        votes::rates,
                        votes::support)
                .breakingTiesBy(Appearance.ranks(answers));
    }
}
