package org.maslin.train;

/**
 * A prompt with the completion that was preferred and the one that was not.
 *
 * @param margin by how much a reward model should tell them apart; 0 for no wish
 */
public record PreferencePair(String prompt, String chosen, String rejected, double margin) {

    public PreferencePair(String prompt, String chosen, String rejected) {
        this(prompt, chosen, rejected, 0);
    }
}
