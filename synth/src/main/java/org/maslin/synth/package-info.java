/** The synth library. */
@NullMarked
package org.maslin.synth;

import org.jspecify.annotations.NullMarked;
