/**
 * How good labels are. {@link org.maslin.quality.Answers} holds who said what; an {@link
 * org.maslin.quality.Aggregation} makes a {@link org.maslin.quality.Consensus} of them; an {@link
 * org.maslin.quality.AgreementMeasure} tells how far annotators agree; {@link
 * org.maslin.quality.WinRate} compares two models by judgements. Every number that leaves is a
 * {@link org.maslin.core.Figure}, with its interval.
 */
@NullMarked
package org.maslin.quality;

import org.jspecify.annotations.NullMarked;
