package org.maslin.curate;

import java.io.IOException;

/** Takes what comes out of a pipeline: each document of the corpus once, in the order of it. */
public interface Sink {

    /**
     * @param document with the text it has after the last stage it went through
     */
    void accept(Document document, Decision decision) throws IOException;
}
