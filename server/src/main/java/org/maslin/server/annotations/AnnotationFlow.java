package org.maslin.server.annotations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Question;
import org.maslin.server.tasks.Work;

/** What an answer means, and whether the question allows it. */
final class AnnotationFlow {

    private AnnotationFlow() {}

    /** The label of an answer, in the sample's own order. */
    static String label(Question question, Map<String, String> answers, int[] shown) {
        checkDraft(question, answers);
        String answer = answers.get(question.name());
        if (answer == null) {
            throw new BadInputException(
                    "answers." + question.name(),
                    "nothing",
                    "one of " + String.join(", ", question.answers()),
                    "Answer the question, or save a draft.");
        }
        return question.kind() == Question.Kind.PAIRWISE ? unturned(answer, shown) : answer;
    }

    /** Refuses what the question does not allow; what is not answered yet may be absent. */
    static void checkDraft(Question question, Map<String, String> answers) {
        answers.forEach(
                (name, answer) -> {
                    if (!name.equals(question.name())) {
                        throw new BadInputException(
                                "answers." + name,
                                "a question of that name",
                                "the question " + question.name(),
                                Nearest.hint(name, List.of(question.name())));
                    }
                    question.checkAnswer(answer);
                });
    }

    /** Turns "the first shown" into the sample's own order. */
    private static String unturned(String answer, int[] shown) {
        if (answer.equals(Question.TIE)) {
            return answer;
        }
        int place = shown[answer.equals(Question.FIRST) ? 0 : 1];
        return place == 0 ? Question.FIRST : Question.SECOND;
    }

    /** Whether an answer says what the stored one says; then storing it again changes nothing. */
    static boolean isRepeated(@Nullable Annotation stored, String label) {
        return stored != null && stored.label().equals(label);
    }

    /**
     * Whether an answer that was not stored is there already in another wording.
     *
     * @param was the state of its assignment; null if there is none
     */
    static boolean isAnswered(@Nullable String was, Work work) {
        if (was == null) {
            throw RefusedException.notFound("assignment", work.assignmentId());
        }
        return was.equals("submitted");
    }

    /** Refuses an answer whose place on the task is gone. */
    static Annotation lost(Work work) {
        throw RefusedException.conflict(
                "lease-lost",
                "The lease of the task " + work.taskKey() + " has ended.",
                "Lease it again, or ask for the next task.");
    }

    static RefusedException nothingToUndo(String taskKey) {
        return RefusedException.conflict(
                "not-answered",
                "The task " + taskKey + " has no answer of yours.",
                "Lease it and answer it.");
    }

    static void checkSeconds(@Nullable Double seconds) {
        if (seconds != null && !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(
                    "secondsActive",
                    seconds.toString(),
                    "seconds, 0 or more",
                    "Leave it out if it was not measured.");
        }
    }
}
