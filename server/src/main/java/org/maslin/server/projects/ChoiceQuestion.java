package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which class is it? The answer is the name of one class.
 *
 * @param classes in the order of their keys
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChoiceQuestion(
        String name, String caption, List<ChoiceClass> classes, @Nullable Asking asking)
        implements Question {

    public ChoiceQuestion {
        Question.checkHead(name, caption);
        classes = Classes.checked(classes, 2);
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        Classes.checkName(place, answer, labels());
    }

    @Override
    public String label(Object ownAnswer) {
        return (String) ownAnswer;
    }

    @Override
    public List<String> labels() {
        return ChoiceClass.names(classes);
    }
}
