/**
 * Curation inside the server: texts go through the stages of a pipeline, every one with a decision
 * and its reason.
 */
@NullMarked
package org.maslin.server.curation;

import org.jspecify.annotations.NullMarked;
