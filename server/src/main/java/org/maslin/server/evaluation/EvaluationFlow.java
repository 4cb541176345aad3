package org.maslin.server.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maslin.quality.Judgement;
import org.maslin.server.annotations.Answer;
import org.maslin.server.projects.Question;
import org.maslin.server.samples.Candidate;
import org.maslin.server.samples.Message;
import org.maslin.server.samples.NewSample;
import org.maslin.server.samples.Origin;
import org.maslin.server.tasks.NewTask;

/**
 * The rules of blind comparisons. Each prompt whose two answers differ is judged twice, once in
 * each order, so that a liking for the first place cancels; two equal answers are half a win and
 * nobody is asked. The base's answer is the sample's first candidate, the model's its second.
 */
final class EvaluationFlow {

    private static final List<Integer> BASE_FIRST = List.of(0, 1);
    private static final List<Integer> MODEL_FIRST = List.of(1, 0);
    private static final int ORDERS = 2;

    private EvaluationFlow() {}

    /** The pairs that judges see. */
    static List<AnswerPair> toJudge(List<AnswerPair> pairs) {
        return pairs.stream().filter(pair -> !pair.isSame()).toList();
    }

    static NewSample sample(AnswerPair pair, String baseId, String modelId) {
        return new NewSample(
                pair.key(),
                null,
                List.of(new Message(Message.Speaker.USER, pair.prompt())),
                List.of(
                        new Candidate(pair.base(), baseId),
                        new Candidate(pair.model(), modelId)),
                Origin.MACHINE,
                Map.of("prompt", pair.key()),
                null,
                "evaluation",
                null,
                null,
                null);
    }

    /** The two tasks of a pair, one for each order. */
    static List<NewTask> tasks(AnswerPair pair) {
        return List.of(
                new NewTask(pair.key(), pair.key() + "-1", 1, BASE_FIRST),
                new NewTask(pair.key(), pair.key() + "-2", 1, MODEL_FIRST));
    }

    static int tasksOf(List<AnswerPair> pairs) {
        return ORDERS * toJudge(pairs).size();
    }

    /** What judges have said so far, by prompt, seen from the model. */
    static List<Judgement> judgements(List<AnswerPair> pairs, List<Answer> answers) {
        var byTask = new HashMap<String, List<Answer>>();
        for (Answer answer : answers) {
            if (!answer.withdrawn()) {
                byTask.computeIfAbsent(answer.taskKey(), key -> new ArrayList<>()).add(answer);
            }
        }
        var judgements = new ArrayList<Judgement>();
        for (AnswerPair pair : pairs) {
            double longer = words(pair.model()) - words(pair.base());
            if (pair.isSame()) {
                judgements.add(new Judgement(pair.key(), "nobody", 0.5, 0));
            } else {
                for (NewTask task : tasks(pair)) {
                    byTask.getOrDefault(String.valueOf(task.key()), List.of())
                            .forEach(answer -> judgements.add(judgement(pair, answer, longer)));
                }
            }
        }
        return judgements;
    }

    private static Judgement judgement(AnswerPair pair, Answer answer, double longer) {
        double outcome =
                switch (answer.label()) {
                    case Question.FIRST -> 0;
                    case Question.SECOND -> 1;
                    default -> 0.5;
                };
        return new Judgement(pair.key(), answer.annotator().name(), outcome, longer);
    }

    static int words(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? 0 : bare.split("\\s+").length;
    }
}
