/** Reads recipe files into the records that the libraries take, and says exactly what is wrong. */
@NullMarked
package org.maslin.server.recipes;

import org.jspecify.annotations.NullMarked;
