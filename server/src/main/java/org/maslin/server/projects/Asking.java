package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a question is asked.
 *
 * @param required may the answer be left out; true if absent
 * @param help a sentence or more below the caption
 * @param when asked only after one of these answers to an earlier question
 * @param preset the answer it begins with
 * @param each asked of every message or step by itself; of the whole sample if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Asking(
        @Nullable Boolean required,
        @Nullable String help,
        @Nullable Condition when,
        @Nullable Object preset,
        @Nullable Each each) {

    /** What a question is asked of, one by one; its answer is a list in their order. */
    public enum Each {
        /** A message of a conversation. */
        MESSAGE,
        /** A step of the last message or of the text: what blank lines part. */
        STEP
    }

    /** That an earlier question was answered by one of these labels. */
    public record Condition(String question, List<String> labels) {
        public Condition {
            labels = List.copyOf(labels);
            if (labels.isEmpty()) {
                throw Question.bad("asking.when.labels", "an empty list", "one or more labels");
            }
        }
    }
}
