package org.maslin.server.curation;

import org.maslin.curate.Decision;
import org.maslin.curate.Document;

/** A text as it left the pipeline, and what became of it. */
public record Curated(Document document, Decision decision) {}
