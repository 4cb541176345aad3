/**
 * Curation of text. A {@link org.maslin.curate.Pipeline} is a list of {@link
 * org.maslin.curate.Stage}s; a {@link org.maslin.curate.Runner} applies it to a {@link
 * org.maslin.curate.Corpus} and hands out one {@link org.maslin.curate.Decision} for every
 * document.
 */
@NullMarked
package org.maslin.curate;

import org.jspecify.annotations.NullMarked;
