package org.maslin.quality.regions;

import java.util.List;

/**
 * A text and what each of its annotators marked in it; one who marked nothing has an empty list.
 *
 * @param length how long the text is, in the unit of the spans
 * @param annotators the spans of each, at least two annotators
 */
public record SpanText(double length, List<List<LabelledSpan>> annotators) {

    public SpanText {
        annotators = annotators.stream().map(List::copyOf).toList();
        for (List<LabelledSpan> spans : annotators) {
            for (LabelledSpan span : spans) {
                if (span.start() < 0 || span.end() > length) {
                    throw new IllegalArgumentException(
                            "The span from %s to %s is not within the text of length %s."
                                    .formatted(span.start(), span.end(), length));
                }
            }
        }
    }
}
