package org.maslin.server.generation;

import java.util.List;

/**
 * Texts as vectors of length one.
 *
 * @param tokens how many tokens all texts have together
 */
public record Embedded(List<float[]> vectors, int tokens) {

    public Embedded {
        vectors = List.copyOf(vectors);
    }
}
