package org.maslin.server.curation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maslin.core.Progress;
import org.maslin.curate.Corpus;
import org.maslin.curate.Document;
import org.maslin.curate.LocalRunner;
import org.maslin.curate.Pipeline;

/** Curates texts in this process. */
public final class Curations {

    /**
     * Sends texts through a pipeline.
     *
     * @param workFolder for what does not stay in memory; made if it is not there
     * @return every text with its decision, in order
     */
    public List<Curated> curate(Pipeline pipeline, List<Document> documents, Path workFolder) {
        var curated = new ArrayList<Curated>(documents.size());
        try {
            new LocalRunner(1, Files.createDirectories(workFolder))
                    .run(
                            pipeline,
                            Corpus.of(documents),
                            (document, decision) -> curated.add(new Curated(document, decision)),
                            Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return curated;
    }
}
