package org.maslin.curate;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Documents in a fixed order, to be read more than once. */
public interface Corpus {

    /** Hands over all documents, the same ones in the same order each time. */
    void forEach(Consumer<Document> reader) throws IOException;

    static Corpus of(List<Document> documents) {
        return documents::forEach;
    }
}
