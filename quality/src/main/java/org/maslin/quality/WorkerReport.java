package org.maslin.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maslin.core.Figure;

/**
 * What a consensus tells of one worker.
 *
 * @param worker the worker's name
 * @param skill how often the worker is right, judged by the others
 * @param knowledge how often the worker looks at the task: the rest of the answers would have come
 *     out the same whatever it was; see {@link Spam}
 * @param spammerScore 1 for a worker whose answers tell everything of the truth, 0 for one whose
 *     answers tell nothing: how far the confusion matrix is from one with equal rows (Raykar and
 *     Yu, JMLR 13, 2012)
 * @param bias [label]: how much more often the worker says the label than it is true
 * @param spammer whether the worker surely knows less than half of what the usual one does
 */
public record WorkerReport(
        String worker,
        Figure skill,
        Figure knowledge,
        double spammerScore,
        double[] bias,
        boolean spammer) {

    /** A worker at this share of the usual knowledge, at most, is a spammer. */
    private static final double SHARE_OF_USUAL = 0.5;

    /** Reports on all workers, by worker number. */
    public static List<WorkerReport> of(Consensus consensus) {
        Answers answers = consensus.answers();
        Figure[] skills = consensus.skills();
        Figure[] knowledge = Spam.knowledge(answers, consensus.othersBelief());
        double usual = usual(knowledge);
        List<WorkerReport> reports = new ArrayList<>();
        for (int worker = 0; worker < skills.length; worker++) {
            double[][] confusion = consensus.confusion(worker);
            Double high = knowledge[worker].high();
            reports.add(
                    new WorkerReport(
                            answers.workers().get(worker),
                            skills[worker],
                            knowledge[worker],
                            score(confusion),
                            bias(confusion, consensus),
                            high != null && high < SHARE_OF_USUAL * usual));
        }
        return reports;
    }

    /** The median over workers, each weighing as many answers as were judged. */
    private static double usual(Figure[] knowledge) {
        Figure[] sorted = knowledge.clone();
        Arrays.sort(sorted, (a, b) -> Double.compare(a.estimate(), b.estimate()));
        long all = 0;
        for (Figure figure : sorted) {
            all += figure.n();
        }
        long seen = 0;
        for (Figure figure : sorted) {
            seen += figure.n();
            if (2 * seen >= all && figure.n() > 0) {
                return figure.estimate();
            }
        }
        return 0;
    }

    /**
     * Σ over pairs of true labels of the squared distance of their rows, as a share of the most.
     */
    static double score(double[][] confusion) {
        int k = confusion.length;
        double sum = 0;
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < a; b++) {
                for (int said = 0; said < k; said++) {
                    double apart = confusion[a][said] - confusion[b][said];
                    sum += apart * apart;
                }
            }
        }
        return k == 1 ? 0 : sum / (k * (k - 1));
    }

    private static double[] bias(double[][] confusion, Consensus consensus) {
        double[] bias = new double[confusion.length];
        for (int said = 0; said < bias.length; said++) {
            for (int truth = 0; truth < bias.length; truth++) {
                double excess = confusion[truth][said] - (said == truth ? 1 : 0);
                bias[said] += consensus.prior(truth) * excess;
            }
        }
        return bias;
    }
}
