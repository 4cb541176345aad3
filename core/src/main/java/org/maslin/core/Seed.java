package org.maslin.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where all randomness comes from. A seed begets named children by hashing, so that what one
 * consumer draws never depends on how much another has drawn.
 */
public record Seed(long value) {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** The child seed of this name path: the first eight bytes of SHA-256 over seed and names. */
    public Seed derive(String... names) {
        var input = new StringBuilder(Long.toString(value));
        for (String name : names) {
            input.append('\0').append(name);
        }
        byte[] digest = Sha256.digest(input.toString().getBytes(StandardCharsets.UTF_8));
        return new Seed(ByteBuffer.wrap(digest).getLong());
    }

    /** A fresh generator at its start; two calls give the same numbers. */
    public RandomGenerator generator() {
        return GENERATORS.create(value);
    }
}
