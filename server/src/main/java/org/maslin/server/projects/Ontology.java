package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/**
 * The questions of a project in the order in which they are asked, under a version number that the
 * server gives.
 */
public record Ontology(@Nullable Integer version, List<Question> questions) {

    private static final int MOST = 100;

    public Ontology {
        questions = List.copyOf(questions);
        if (questions.isEmpty() || questions.size() > MOST) {
            throw new BadInputException(
                    "ontology.questions",
                    questions.size() + " questions",
                    "1 to 100",
                    "Split the work into several projects.");
        }
        var earlier = new HashMap<String, Question>();
        for (Question question : questions) {
            checkAsking(question, earlier);
            if (earlier.put(question.name(), question) != null) {
                throw Question.bad("name", "\"" + question.name() + "\" twice", "every name once");
            }
        }
    }

    private static void checkAsking(Question question, Map<String, Question> earlier) {
        Asking asking = question.asking();
        if (asking == null) {
            return;
        }
        if (asking.each() != null) {
            checkEach(question, asking);
        } else if (asking.preset() != null && question.candidates().least() == 0) {
            question.check("questions." + question.name() + ".asking.preset", asking.preset(), 0);
        }
        Asking.Condition when = asking.when();
        if (when == null) {
            return;
        }
        String place = "questions." + question.name() + ".asking.when";
        Question decides = earlier.get(when.question());
        if (decides == null) {
            throw new BadInputException(
                    place + ".question",
                    "\"" + when.question() + "\"",
                    "the name of a question before this one",
                    Nearest.hint(when.question(), earlier.keySet()));
        }
        List<String> labels = labelsThatDecide(decides);
        for (String label : when.labels()) {
            if (!labels.contains(label)) {
                throw new BadInputException(
                        place + ".labels",
                        "\"" + label + "\"",
                        labels.isEmpty()
                                ? "a question of the kind choice, multi-choice, rating or pairwise"
                                : "an answer to " + decides.name() + ", or it is never asked",
                        labels.isEmpty()
                                ? "Ask it always, or after another question."
                                : Nearest.hint(label, labels));
            }
        }
    }

    private static void checkEach(Question question, Asking asking) {
        if (question.candidates().least() > 0 || question instanceof RegionsQuestion) {
            throw Question.bad(
                    "asking.each",
                    "a question of the kind " + question.kind(),
                    "a question about one message or step, such as a choice or a rating");
        }
        if (asking.preset() != null) {
            throw Question.bad("asking.preset", "a preset", "none where asking.each is given");
        }
    }

    private static List<String> labelsThatDecide(Question question) {
        return question instanceof MultiChoiceQuestion several
                ? ChoiceClass.names(several.classes())
                : question.labels();
    }

    /** The questions whose answers have one label each, so that a consensus can be made of them. */
    @JsonIgnore
    public List<Question> labelled() {
        return questions.stream()
                .filter(
                        question ->
                                question.each() == null
                                        && (!question.labels().isEmpty()
                                                || question instanceof BestOfQuestion))
                .toList();
    }

    /** The first of these, whose consensus decides of a task; null if there is none. */
    @JsonIgnore
    public @Nullable Question leading() {
        List<Question> labelled = labelled();
        return labelled.isEmpty() ? null : labelled.getFirst();
    }

    /**
     * Refuses answers that are not allowed; what is not answered yet may be absent.
     *
     * @param candidates how many candidates the sample has
     */
    public void checkDraft(Map<String, Object> answers, int candidates) {
        checkNames(answers);
        for (Question question : questions) {
            Object answer = answers.get(question.name());
            if (answer != null) {
                check(question, answer, candidates, Question::checkDraft);
            }
        }
    }

    /** How one answer is checked. */
    private interface Check {
        void check(Question question, String place, Object answer, int candidates);
    }

    /** Checks an answer, or each of a list of them, of which some may be missing. */
    private static void check(Question question, Object answer, int candidates, Check check) {
        String place = "answers." + question.name();
        Asking.Each each = question.each();
        if (each == null) {
            check.check(question, place, answer, candidates);
            return;
        }
        String word = each.name().toLowerCase(Locale.ROOT);
        List<?> all = Answers.list(place, answer, "a list with an answer to each " + word);
        for (int i = 0; i < all.size(); i++) {
            Object one = all.get(i);
            if (one != null) {
                check.check(question, place + "[" + i + "]", one, candidates);
            }
        }
    }

    private void checkNames(Map<String, Object> answers) {
        List<String> names = questions.stream().map(Question::name).toList();
        for (String name : answers.keySet()) {
            if (!names.contains(name)) {
                throw new BadInputException(
                        "answers." + name,
                        "a question of that name",
                        names.size() == 1
                                ? "the question " + names.getFirst()
                                : "one of the questions " + String.join(", ", names),
                        Nearest.hint(name, names));
            }
        }
    }

    /** Refuses answers that are not allowed or not complete, or to what was not asked. */
    public void checkComplete(Map<String, Object> answers, int candidates) {
        checkNames(answers);
        for (Question question : questions) {
            Object answer = answers.get(question.name());
            if (answer != null) {
                check(question, answer, candidates, Question::check);
                checkNoneMissing(question, answer);
            }
        }
        Set<String> asked = asked(answers);
        for (Question question : questions) {
            String place = "answers." + question.name();
            boolean answered = answers.get(question.name()) != null;
            boolean isAsked = asked.contains(question.name());
            if (answered && !isAsked) {
                throw new BadInputException(
                        place,
                        "an answer",
                        "none, because the answers before it do not lead to this question",
                        "Leave it out.");
            }
            if (!answered && isAsked && question.isRequired()) {
                throw new BadInputException(
                        place,
                        "nothing",
                        question.labels().isEmpty()
                                ? "an answer"
                                : "one of " + String.join(", ", question.labels()),
                        "Answer the question, or save a draft.");
            }
        }
    }

    private static void checkNoneMissing(Question question, Object answer) {
        if (question.each() != null && question.isRequired()) {
            int missing = ((List<?>) answer).indexOf(null);
            if (missing >= 0) {
                throw Answers.wrong(
                        "answers.%s[%d]".formatted(question.name(), missing),
                        "nothing",
                        "an answer to each; null only where the question may be left out");
            }
        }
    }

    /** Answers in the sample's own order, as somebody is shown its candidates. */
    public Map<String, Object> asShown(Map<String, Object> own, int[] shown) {
        var turned = new HashMap<>(own);
        for (Question question : questions) {
            turned.computeIfPresent(
                    question.name(), (name, answer) -> question.asShown(answer, shown));
        }
        return turned;
    }

    /** The names of the questions that these answers lead to. */
    public Set<String> asked(Map<String, Object> answers) {
        var asked = new HashSet<String>();
        for (Question question : questions) {
            Asking asking = question.asking();
            Asking.Condition when = asking == null ? null : asking.when();
            if (when == null
                    || asked.contains(when.question())
                            && holds(when, answers.get(when.question()))) {
                asked.add(question.name());
            }
        }
        return asked;
    }

    private static boolean holds(Asking.Condition when, @Nullable Object answer) {
        return switch (answer) {
            case null -> false;
            case List<?> several -> several.stream().anyMatch(one -> when.labels().contains(one));
            default -> when.labels().contains(String.valueOf(answer));
        };
    }
}
