package org.maslin.quality.pairwise;

/** A way to make a ranking of comparisons. */
public interface PairwiseModel {

    /** The published name in kebab case, such as {@code bradley-terry}. */
    String name();

    /** The ranking; the same comparisons give the same bits. */
    Ranking rank(Comparisons comparisons);
}
