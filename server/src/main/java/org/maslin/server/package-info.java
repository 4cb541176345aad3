/** The one deployable: features on a ladder, and the list of them. */
@NullMarked
package org.maslin.server;

import org.jspecify.annotations.NullMarked;
