package org.maslin.server.projects;

import java.time.Instant;
import java.util.List;

/**
 * A version of a guideline, as it was written.
 *
 * @param text in Markdown; empty in lists, as are the sections
 */
public record GuidelineVersion(
        int version, String text, List<GuidelineSection> sections, Instant createdAt) {
    public GuidelineVersion {
        sections = List.copyOf(sections);
    }
}
