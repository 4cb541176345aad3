package org.maslin.quality;

/** A way to make one answer of several. */
public interface Aggregation {

    /** The published name in kebab case, such as {@code dawid-skene}. */
    String name();

    /** The consensus on every task; the same answers give the same bits. */
    Consensus aggregate(Answers answers);
}
