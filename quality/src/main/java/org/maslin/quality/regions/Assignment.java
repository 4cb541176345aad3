package org.maslin.quality.regions;

import java.util.Arrays;

/** The cheapest one-to-one assignment of rows to columns of a square matrix. */
final class Assignment {

    private Assignment() {}

    /**
     * @param cost [row][column]
     * @return [row]: its column
     */
    static int[] cheapest(double[][] cost) {
        int n = cost.length;
        double[] u = new double[n + 1];
        double[] v = new double[n + 1];
        int[] rowOf = new int[n + 1];
        int[] way = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            int column = 0;
            double[] least = new double[n + 1];
            boolean[] used = new boolean[n + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            do {
                used[column] = true;
                int at = rowOf[column];
                double delta = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int j = 1; j <= n; j++) {
                    if (!used[j]) {
                        double reduced = cost[at - 1][j - 1] - u[at] - v[j];
                        if (reduced < least[j]) {
                            least[j] = reduced;
                            way[j] = column;
                        }
                        if (least[j] < delta) {
                            delta = least[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (used[j]) {
                        u[rowOf[j]] += delta;
                        v[j] -= delta;
                    } else {
                        least[j] -= delta;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            do {
                int before = way[column];
                rowOf[column] = rowOf[before];
                column = before;
            } while (column != 0);
        }
        int[] columnOf = new int[n];
        for (int j = 1; j <= n; j++) {
            columnOf[rowOf[j] - 1] = j - 1;
        }
        return columnOf;
    }
}
