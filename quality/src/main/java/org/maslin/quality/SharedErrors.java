package org.maslin.quality;

import org.jspecify.annotations.Nullable;
import org.maslin.core.Seed;

/**
 * Whether workers err together: whether a label has kinds of tasks on which they err in other ways.
 *
 * <p>{@link Ebcc} with two and with three kinds is compared with one kind, which is {@link Ibcc}
 * and takes errors for independent. Kinds are believed where the lower bound of the evidence rises
 * by more than five nats, very strong evidence after Kass and Raftery (Journal of the American
 * Statistical Association 90, 1995), and by more than 0.003 nats an answer, so that they matter;
 * and not where the labels then predict held-out answers worse than the votes do: with few answers
 * a task, kinds can take the place of labels.
 */
final class SharedErrors {

    private static final int[] KINDS = {2, 3};
    private static final int RESTARTS = 3;
    private static final int ITERATIONS = 300;
    private static final double TOLERANCE = 1e-4;
    private static final Seed SEED = new Seed(0);

    private static final double VERY_STRONG = 5;
    private static final double MATTERS = 0.003;

    /** Beyond so many answers · labels a part of the tasks decides; one start must do for all. */
    private static final int WORK_TO_DECIDE_BY = 1_000_000;

    /** No more workers · labels · states than this: each costs a digamma function in each round. */
    private static final long CELLS = 1 << 20;

    private SharedErrors() {}

    /** The model with kinds of tasks; null where workers err each by themselves. */
    static @Nullable Ebcc model(Answers answers) {
        Answers seen = answers.part(WORK_TO_DECIDE_BY / Math.max(1, answers.labels().size()));
        double votes = LeaveOneOut.logLikelihood(seen, Majority.shares(seen));
        double least = kinds(1, 1).fit(seen).evidence();
        least += Math.max(VERY_STRONG, MATTERS * seen.size());
        Ebcc model = null;
        for (int kinds : KINDS) {
            if (cells(seen) * kinds > CELLS) {
                break;
            }
            Ebcc next = kinds(kinds, RESTARTS);
            Ebcc.Fit fit = next.fit(seen);
            double evidence = fit.evidence();
            if (evidence > least && LeaveOneOut.logLikelihood(seen, fit.posterior()) >= votes) {
                model = seen == answers ? next : kinds(kinds, 1);
                least = evidence;
            }
        }
        return model;
    }

    private static Ebcc kinds(int kinds, int restarts) {
        return new Ebcc(kinds, restarts, ITERATIONS, TOLERANCE, SEED);
    }

    private static long cells(Answers answers) {
        long labels = answers.labels().size();
        return labels * labels * answers.workers().size();
    }
}
