/** The security library. */
@NullMarked
package org.maslin.security;

import org.jspecify.annotations.NullMarked;
