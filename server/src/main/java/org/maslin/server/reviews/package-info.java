/**
 * Reviews: verdicts on annotations, one level after the other, with comments; what is rejected goes
 * back to its annotator. Uses consensus, annotations, tasks, samples and projects.
 */
@NullMarked
package org.maslin.server.reviews;

import org.jspecify.annotations.NullMarked;
