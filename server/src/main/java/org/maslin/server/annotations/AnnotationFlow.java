package org.maslin.server.annotations;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.ProjectTerms;
import org.maslin.server.projects.Question;
import org.maslin.server.tasks.Purpose;
import org.maslin.server.tasks.Work;

/** What answers mean. */
final class AnnotationFlow {

    private AnnotationFlow() {}

    /** Answers about candidates as shown, in the sample's own order. */
    static Map<String, Object> own(Ontology ontology, Map<String, Object> answers, int[] shown) {
        var turned = new HashMap<>(answers);
        for (Question question : ontology.questions()) {
            turned.computeIfPresent(question.name(), (name, answer) -> question.own(answer, shown));
        }
        return turned;
    }

    /** Answers in the sample's own order, as this annotator was shown the candidates. */
    static Map<String, Object> asShown(Ontology ontology, Map<String, Object> own, int[] shown) {
        return ontology.asShown(own, shown);
    }

    /** The label of the leading question; null if there is none, or no answer to it. */
    static @Nullable String label(Ontology ontology, Map<String, Object> own) {
        Question leading = ontology.leading();
        Object answer = leading == null ? null : own.get(leading.name());
        return answer == null || leading == null ? null : leading.label(answer);
    }

    /** The version of the guideline that an answer was given under. */
    static int cited(@Nullable Integer shown, ProjectTerms terms) {
        if (shown != null && (shown < 0 || shown > terms.guidelineVersion())) {
            throw new BadInputException(
                    "guidelineVersion",
                    shown.toString(),
                    "a version up to " + terms.guidelineVersion(),
                    "Send the guidelineVersion of the assignment, or leave it out.");
        }
        return shown == null ? terms.guidelineVersion() : shown;
    }

    /** Whether an answer says what the stored one says; then storing it again changes nothing. */
    static boolean isRepeated(@Nullable Annotation stored, Map<String, Object> own) {
        return stored != null && stored.answers().equals(own);
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
                "The lease of the task " + work.calledKey() + " has ended.",
                "Lease it again, or ask for the next task.");
    }

    /** Refuses to change an answer after what was expected was told. */
    static void requireGold(Work work) {
        if (work.purpose() != Purpose.GOLD) {
            throw RefusedException.conflict(
                    "already-answered",
                    "The task " + work.calledKey() + " was answered, and the answer counts.",
                    "Ask for the next task.");
        }
    }

    static RefusedException nothingToTell(String taskKey) {
        return RefusedException.conflict(
                "no-feedback",
                "The task %s has no answer of yours to a training task.".formatted(taskKey),
                "Answer a training task first; of other tasks, nothing is told.");
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
