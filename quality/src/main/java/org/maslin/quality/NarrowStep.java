package org.maslin.quality;

/**
 * One task of {@link ErrorRates#step} for two to five labels, with the beliefs in registers: the
 * same as the plain loop, which stays the reference, to the last few bits.
 */
final class NarrowStep {

    static final int WIDEST = 5;

    private NarrowStep() {}

    /**
     * The posterior of a task, added to the counts.
     *
     * @param from the first answer of the task; the last is before {@code to}
     * @param base where its posterior begins
     * @return the sum of absolute changes
     */
    static double of(
            int k,
            int from,
            int to,
            int base,
            int[] rowOf,
            double[] prior,
            double[] rates,
            double[] counts,
            double[] priorCounts,
            double[] posterior) {
        return switch (k) {
            case 2 -> step2(from, to, base, rowOf, prior, rates, counts, priorCounts, posterior);
            case 3 -> step3(from, to, base, rowOf, prior, rates, counts, priorCounts, posterior);
            case 4 -> step4(from, to, base, rowOf, prior, rates, counts, priorCounts, posterior);
            case 5 -> step5(from, to, base, rowOf, prior, rates, counts, priorCounts, posterior);
            default -> throw new IllegalArgumentException("%d labels are not narrow.".formatted(k));
        };
    }

    private static double step2(
            int from,
            int to,
            int base,
            int[] rowOf,
            double[] prior,
            double[] rates,
            double[] counts,
            double[] priorCounts,
            double[] posterior) {
        double a = prior[0];
        double b = prior[1];
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            a *= rates[row];
            b *= rates[row + 1];
        }
        double scale = 1 / (a + b);
        a *= scale;
        b *= scale;
        double moved = Math.abs(a - posterior[base]) + Math.abs(b - posterior[base + 1]);
        posterior[base] = a;
        posterior[base + 1] = b;
        priorCounts[0] += a;
        priorCounts[1] += b;
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            counts[row] += a;
            counts[row + 1] += b;
        }
        return moved;
    }

    private static double step3(
            int from,
            int to,
            int base,
            int[] rowOf,
            double[] prior,
            double[] rates,
            double[] counts,
            double[] priorCounts,
            double[] posterior) {
        double a = prior[0];
        double b = prior[1];
        double c = prior[2];
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            a *= rates[row];
            b *= rates[row + 1];
            c *= rates[row + 2];
        }
        double scale = 1 / (a + b + c);
        a *= scale;
        b *= scale;
        c *= scale;
        double moved =
                Math.abs(a - posterior[base])
                        + Math.abs(b - posterior[base + 1])
                        + Math.abs(c - posterior[base + 2]);
        posterior[base] = a;
        posterior[base + 1] = b;
        posterior[base + 2] = c;
        priorCounts[0] += a;
        priorCounts[1] += b;
        priorCounts[2] += c;
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            counts[row] += a;
            counts[row + 1] += b;
            counts[row + 2] += c;
        }
        return moved;
    }

    private static double step4(
            int from,
            int to,
            int base,
            int[] rowOf,
            double[] prior,
            double[] rates,
            double[] counts,
            double[] priorCounts,
            double[] posterior) {
        double a = prior[0];
        double b = prior[1];
        double c = prior[2];
        double d = prior[3];
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            a *= rates[row];
            b *= rates[row + 1];
            c *= rates[row + 2];
            d *= rates[row + 3];
        }
        double scale = 1 / (a + b + c + d);
        a *= scale;
        b *= scale;
        c *= scale;
        d *= scale;
        double moved =
                Math.abs(a - posterior[base])
                        + Math.abs(b - posterior[base + 1])
                        + Math.abs(c - posterior[base + 2])
                        + Math.abs(d - posterior[base + 3]);
        posterior[base] = a;
        posterior[base + 1] = b;
        posterior[base + 2] = c;
        posterior[base + 3] = d;
        priorCounts[0] += a;
        priorCounts[1] += b;
        priorCounts[2] += c;
        priorCounts[3] += d;
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            counts[row] += a;
            counts[row + 1] += b;
            counts[row + 2] += c;
            counts[row + 3] += d;
        }
        return moved;
    }

    private static double step5(
            int from,
            int to,
            int base,
            int[] rowOf,
            double[] prior,
            double[] rates,
            double[] counts,
            double[] priorCounts,
            double[] posterior) {
        double a = prior[0];
        double b = prior[1];
        double c = prior[2];
        double d = prior[3];
        double e = prior[4];
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            a *= rates[row];
            b *= rates[row + 1];
            c *= rates[row + 2];
            d *= rates[row + 3];
            e *= rates[row + 4];
        }
        double scale = 1 / (a + b + c + d + e);
        a *= scale;
        b *= scale;
        c *= scale;
        d *= scale;
        e *= scale;
        double moved =
                Math.abs(a - posterior[base])
                        + Math.abs(b - posterior[base + 1])
                        + Math.abs(c - posterior[base + 2])
                        + Math.abs(d - posterior[base + 3])
                        + Math.abs(e - posterior[base + 4]);
        posterior[base] = a;
        posterior[base + 1] = b;
        posterior[base + 2] = c;
        posterior[base + 3] = d;
        posterior[base + 4] = e;
        priorCounts[0] += a;
        priorCounts[1] += b;
        priorCounts[2] += c;
        priorCounts[3] += d;
        priorCounts[4] += e;
        for (int i = from; i < to; i++) {
            int row = rowOf[i];
            counts[row] += a;
            counts[row + 1] += b;
            counts[row + 2] += c;
            counts[row + 3] += d;
            counts[row + 4] += e;
        }
        return moved;
    }
}
