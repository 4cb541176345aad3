package org.maslin.curate;

import java.util.List;

/** What a stage says about one document. */
public sealed interface Verdict {

    Verdict KEEP = new Keep();

    static Verdict drop(String reason) {
        return new Drop(reason);
    }

    /** The document goes on as it is. */
    record Keep() implements Verdict {}

    /** The document goes on with another text. */
    record Rewrite(String text, List<Edit> edits) implements Verdict {
        public Rewrite {
            edits = List.copyOf(edits);
        }
    }

    /** The document goes no further. */
    record Drop(String reason) implements Verdict {}
}
