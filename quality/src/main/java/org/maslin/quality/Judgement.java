package org.maslin.quality;

/**
 * One verdict on a candidate's and an opponent's completion of a prompt, seen from the candidate
 * whatever was shown first.
 *
 * @param prompt the key of the prompt; judgements of one prompt are not independent
 * @param judge who judged
 * @param outcome 1 for a win of the candidate, 0 for a loss, ½ for a tie
 * @param lengthDifference length of the candidate's completion minus that of the opponent's, in
 *     whatever unit
 */
public record Judgement(String prompt, String judge, double outcome, double lengthDifference) {

    public Judgement {
        if (!(outcome >= 0 && outcome <= 1)) {
            throw new IllegalArgumentException(
                    "The outcome (%s) of prompt (%s) must be between 0 and 1; a tie is 0.5."
                            .formatted(outcome, prompt));
        }
        if (!Double.isFinite(lengthDifference)) {
            throw new IllegalArgumentException(
                    "The length difference (%s) of prompt (%s) must be a number."
                            .formatted(lengthDifference, prompt));
        }
    }
}
