package org.maslin.server.diagnosis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.quality.Answers;
import org.maslin.quality.Pace;
import org.maslin.server.annotations.Answer;
import org.maslin.server.annotations.TimedAnswer;

/**
 * How fast annotators were, by worker number.
 *
 * @param timed [worker]: how many of the worker's answers have a time
 * @param tooFasts [worker]
 */
record Paces(Pace of, int[] timed, int[] tooFasts) {

    static Paces of(List<TimedAnswer> told, Answers answers) {
        Map<String, Integer> tasks = numbers(answers.tasks());
        Map<String, Integer> workers = numbers(answers.workers());
        List<Answer> given =
                told.stream()
                        .filter(one -> one.answer().secondsActive() != null)
                        .sorted(Comparator.comparing(TimedAnswer::at))
                        .map(TimedAnswer::answer)
                        .toList();
        int[] task = new int[given.size()];
        int[] worker = new int[given.size()];
        double[] seconds = new double[given.size()];
        int[] timed = new int[workers.size()];
        for (int i = 0; i < seconds.length; i++) {
            Answer one = given.get(i);
            task[i] = tasks.getOrDefault(one.taskId().toString(), 0);
            worker[i] = workers.getOrDefault(one.annotator().id().toString(), 0);
            Double active = one.secondsActive();
            seconds[i] = active == null ? 0 : active;
            timed[worker[i]]++;
        }
        Pace pace = Pace.of(task, worker, seconds);
        int[] tooFasts = new int[workers.size()];
        for (int i = 0; i < seconds.length; i++) {
            tooFasts[worker[i]] += pace.z()[i] < Pace.TOO_FAST ? 1 : 0;
        }
        return new Paces(pace, timed, tooFasts);
    }

    @Nullable Figure pace(int worker) {
        return timed[worker] == 0 ? null : of.pace()[worker];
    }

    @Nullable Figure trend(int worker) {
        return timed[worker] == 0 ? null : of.trend()[worker];
    }

    int tooFast(int worker) {
        return tooFasts[worker];
    }

    private static Map<String, Integer> numbers(List<String> names) {
        Map<String, Integer> numbers = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
        return numbers;
    }
}
