package org.maslin.server.generation;

import java.util.List;

/**
 * The next text of a completion.
 *
 * @param chances of its tokens, where they were asked for
 */
public record Piece(String text, List<Chance> chances) {

    public Piece {
        chances = List.copyOf(chances);
    }

    /**
     * A token that was drawn.
     *
     * @param logProb of it under the model as it is
     * @param likeliest the tokens that were likeliest in its place
     */
    public record Chance(String token, double logProb, List<Likely> likeliest) {

        public Chance {
            likeliest = List.copyOf(likeliest);
        }
    }

    /** A token that could have been drawn. */
    public record Likely(String token, double logProb) {}
}
