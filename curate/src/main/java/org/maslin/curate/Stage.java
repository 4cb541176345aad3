package org.maslin.curate;

import java.io.Serializable;

/**
 * One step of a pipeline: a record whose components are its parameters. Stages hold no state, so
 * that any number of threads and machines may share one.
 */
public sealed interface Stage extends Serializable {

    /** The published name in kebab case, such as {@code gopher-quality}. */
    String name();

    /** A stage that looks at one document at a time. */
    non-sealed interface Judge extends Stage {

        Verdict judge(String text);
    }

    /**
     * A stage that links documents which share a key, and of each linked cluster keeps one. Keys
     * have 128 bits, so that two different things never meet by chance.
     */
    non-sealed interface Match extends Stage {

        /** How many keys a document has; only keys of the same index are compared. */
        int keyCount();

        /** A worker for one thread; it may keep scratch memory. */
        Keyer keyer();

        Survivor survivor();

        /** The reason of those that go. */
        String reason();
    }

    /** Computes the keys of documents, one after the other. */
    interface Keyer {

        /**
         * Computes the keys of a text.
         *
         * @param keys receives {@code 2 * keyCount()} longs, two for each key
         * @return false if this text has no keys and matches nothing
         */
        boolean keys(String text, long[] keys);
    }

    /** Which document of a cluster stays. */
    enum Survivor {
        /** The one that comes first in the corpus. */
        MIN_ID,
        /** The one with the most characters, the first of equals. */
        LONGEST
    }
}
