/**
 * The nouns that every other module speaks of: measured figures, seeds, content hashes, progress,
 * ontologies, samples and answers. Values only: no files, no clock, no randomness that was not
 * seeded.
 */
@NullMarked
package org.maslin.core;

import org.jspecify.annotations.NullMarked;
