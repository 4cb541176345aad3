package org.maslin.server.loop;

import org.maslin.core.Seed;

/** What decides a chain's results, beside what people answer. */
record ChainSettings(long seed, int rounds, int prompts, int heldOut, int overlap) {

    /** The seed of one link in one round. */
    Seed seed(int round, LinkName link) {
        return new Seed(seed).derive("round", Integer.toString(round), link.name());
    }
}
