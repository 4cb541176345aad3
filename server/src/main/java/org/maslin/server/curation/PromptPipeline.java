package org.maslin.server.curation;

import java.util.Map;
import org.maslin.curate.Parameters;
import org.maslin.curate.Pipeline;
import org.maslin.curate.Stage;
import org.maslin.curate.dedup.ExactDedup;
import org.maslin.curate.dedup.MinhashDedup;
import org.maslin.curate.filter.GopherQuality;
import org.maslin.curate.pii.Redact;

/**
 * The stages that prompts go through. A prompt is a sentence or two, so pages' limits do not fit.
 */
public final class PromptPipeline {

    private static final Map<String, Object> SHORT_TEXTS =
            Map.of(
                    "min-doc-words",
                    3,
                    "max-doc-words",
                    60,
                    "min-avg-word-length",
                    2.0,
                    "max-avg-word-length",
                    12.0,
                    "max-non-alpha-words-ratio",
                    0.5,
                    "min-stop-words",
                    0);

    private PromptPipeline() {}

    public static Pipeline pipeline() {
        Stage quality = Parameters.with(GopherQuality.DEFAULT, SHORT_TEXTS);
        return Pipeline.of(new ExactDedup(), MinhashDedup.DEFAULT, quality, Redact.DEFAULT);
    }
}
