/** Electronic mail, where the operator has named a server that takes it. */
@NullMarked
package org.maslin.server.plumbing.mail;

import org.jspecify.annotations.NullMarked;
