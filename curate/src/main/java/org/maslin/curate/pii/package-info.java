/** Stages that replace personal data in texts. */
@NullMarked
package org.maslin.curate.pii;

import org.jspecify.annotations.NullMarked;
