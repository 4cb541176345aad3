package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What only a program of the caller's can ask. The answer is any JSON value but null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataQuestion(String name, String caption, @Nullable Asking asking)
        implements Question {

    public DataQuestion {
        Question.checkHead(name, caption);
    }

    /** The size of the whole body is what bounds it. */
    @Override
    public void check(String place, Object answer, int candidates) {}
}
