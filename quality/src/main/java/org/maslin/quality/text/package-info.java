/**
 * One text of several: {@link org.maslin.quality.text.Rover} votes word by word, {@link
 * org.maslin.quality.text.Rasa} takes the answer nearest to a weighted mean of embeddings, {@link
 * org.maslin.quality.text.NearestText} the one nearest to the others by any distance.
 */
@NullMarked
package org.maslin.quality.text;

import org.jspecify.annotations.NullMarked;
