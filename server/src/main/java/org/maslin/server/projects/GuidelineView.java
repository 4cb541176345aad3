package org.maslin.server.projects;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guideline as one reader finds it: section by section, with what has changed since the reader
 * read it last.
 *
 * @param removed headings of sections that were there
 * @param readVersion the version that was read last; 0 if none was
 */
public record GuidelineView(
        int version,
        List<Section> sections,
        List<String> removed,
        int readVersion,
        @Nullable Instant readAt) {

    /** What has become of a section since the reader read it last. */
    public enum Change {
        SAME,
        CHANGED,
        NEW
    }

    /**
     * One section.
     *
     * @param before what it said, if that has changed
     */
    public record Section(
            String id,
            String heading,
            String text,
            List<GuidelineSection.Example> examples,
            Change change,
            @Nullable GuidelineSection before) {}

    public GuidelineView {
        sections = List.copyOf(sections);
        removed = List.copyOf(removed);
    }
}
