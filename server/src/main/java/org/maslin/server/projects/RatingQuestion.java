package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much, on a scale of whole numbers? The answer is the number.
 *
 * @param steps captions of the numbers from low to high; all of them, or absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RatingQuestion(
        String name,
        String caption,
        int low,
        int high,
        @Nullable List<String> steps,
        @Nullable Asking asking)
        implements Question {

    private static final int LONGEST_SCALE = 101;

    public RatingQuestion {
        Question.checkHead(name, caption);
        if (low >= high || (long) high - low >= LONGEST_SCALE) {
            throw Question.bad(
                    "low and high", low + " and " + high, "low < high, at most 101 numbers");
        }
        steps = steps == null ? null : List.copyOf(steps);
        if (steps != null && steps.size() != high - low + 1) {
            throw Question.bad(
                    "steps",
                    steps.size() + " captions",
                    (high - low + 1) + ", one for each number");
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        Answers.whole(place, answer, low, high);
    }

    @Override
    public String label(Object ownAnswer) {
        return String.valueOf(((Number) ownAnswer).intValue());
    }

    @Override
    public List<String> labels() {
        return IntStream.rangeClosed(low, high).mapToObj(String::valueOf).toList();
    }
}
