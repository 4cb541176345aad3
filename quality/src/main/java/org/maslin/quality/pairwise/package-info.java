/**
 * Ranks of items from comparisons of two. {@link org.maslin.quality.pairwise.Comparisons} holds who
 * preferred what; a {@link org.maslin.quality.pairwise.PairwiseModel} makes a {@link
 * org.maslin.quality.pairwise.Ranking} of them, with an interval for every score, the bias towards
 * the left place or the longer item if asked, and the ability of every worker. {@link
 * org.maslin.quality.pairwise.PairChoice} tells which pair to ask next, {@link
 * org.maslin.quality.pairwise.Intransitivity} whether one scale can hold the items at all.
 */
@NullMarked
package org.maslin.quality.pairwise;

import org.jspecify.annotations.NullMarked;
