/**
 * Chains: everything from prompts to a gated model as one job that can be stopped anywhere and goes
 * on from there. Uses all features below.
 */
@NullMarked
package org.maslin.server.loop;

import org.jspecify.annotations.NullMarked;
