package org.maslin.curate;

import java.io.IOException;
import org.maslin.core.Progress;

/** Where a pipeline runs. All runners give the same decisions. */
public interface Runner {

    /**
     * Applies a pipeline to a corpus.
     *
     * @param progress hears of documents read in each pass, and may cancel
     */
    Report run(Pipeline pipeline, Corpus corpus, Sink sink, Progress progress) throws IOException;
}
