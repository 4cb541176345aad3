/**
 * Text made by recipe: samplers draw values, a grammar words them, and the same recipe read
 * backwards grades an answer. Records in, text out; no files, no unseeded randomness.
 */
@NullMarked
package org.maslin.synth.text;

import org.jspecify.annotations.NullMarked;
