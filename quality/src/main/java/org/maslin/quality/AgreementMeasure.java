package org.maslin.quality;

import org.maslin.core.BadInputException;
import org.maslin.core.Figure;
import org.maslin.core.Seed;

/** A number for how far annotators agree: 1 is full agreement, 0 what chance alone would give. */
public interface AgreementMeasure {

    /** The published name, such as {@code krippendorff-alpha (nominal)}. */
    String name();

    /** The measure on answers, ready to be taken on any draw of their tasks. */
    Bootstrap.Statistic statistic(Answers answers);

    /**
     * The measure with a 95 % interval by bootstrap over tasks; its n is the number of tasks with
     * at least two answers.
     *
     * @throws BadInputException if no task has two answers, or agreement by chance is certain
     */
    default Figure measure(Answers answers, Seed seed) {
        int tasks = answers.tasks().size();
        int pairable = 0;
        for (int task = 0; task < tasks; task++) {
            pairable += answers.overlap(task) > 1 ? 1 : 0;
        }
        if (pairable == 0) {
            throw new BadInputException(
                    "answers",
                    "no task with two answers",
                    "at least one task answered by two workers",
                    "Raise the overlap of the project, or join the files of all workers.");
        }
        Bootstrap.Statistic statistic = statistic(answers);
        double estimate = Bootstrap.estimate(tasks, statistic);
        if (Double.isNaN(estimate)) {
            throw new BadInputException(
                    "answers",
                    "one label only (\"%s\")".formatted(answers.labels().getFirst()),
                    "at least two labels in use",
                    "Agreement beyond chance is not defined here; measure percent agreement.");
        }
        Interval interval =
                Bootstrap.interval(tasks, statistic, Bootstrap.REPLICATES, seed.derive(name()));
        if (Double.isNaN(interval.low())) {
            return Figure.withoutInterval(
                    estimate, pairable, name() + ", no draw of tasks has a value");
        }
        return Figure.withInterval(
                estimate,
                interval.low(),
                interval.high(),
                pairable,
                "%s, percentile bootstrap over tasks, %d replicates"
                        .formatted(name(), Bootstrap.REPLICATES));
    }
}
