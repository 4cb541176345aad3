/** Words of a text, its simplified form, and what counts as punctuation. */
@NullMarked
package org.maslin.curate.text;

import org.jspecify.annotations.NullMarked;
