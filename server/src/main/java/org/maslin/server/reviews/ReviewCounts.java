package org.maslin.server.reviews;

import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * How far the reviews of a project are.
 *
 * @param acceptedShare of the first looks by people; null before there is one
 */
public record ReviewCounts(
        long pending, long accepted, long fixed, long rejected, @Nullable Figure acceptedShare) {}
