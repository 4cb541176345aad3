/**
 * Access: principals, roles, actions, the one table of grants, and the hashes that secrets and
 * blobs are known by. Pure functions; denied unless a line of {@link org.maslin.security.Grants}
 * allows.
 */
@NullMarked
package org.maslin.security;

import org.jspecify.annotations.NullMarked;
