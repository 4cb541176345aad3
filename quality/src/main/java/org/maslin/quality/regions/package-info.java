/**
 * Agreement and consensus on parts of a sample: spans of text, boxes, polygons, masks, keypoints
 * and tracks. {@link org.maslin.quality.regions.Shape} tells how alike two of them are, {@link
 * org.maslin.quality.regions.Matching} pairs those of two people, {@link
 * org.maslin.quality.regions.RegionConsensus} makes one set of several, {@link
 * org.maslin.quality.regions.Staple} one mask of several, {@link
 * org.maslin.quality.regions.SpanAlpha} and {@link org.maslin.quality.regions.SpanGamma} measure
 * agreement on spans beyond chance.
 */
@NullMarked
package org.maslin.quality.regions;

import org.jspecify.annotations.NullMarked;
