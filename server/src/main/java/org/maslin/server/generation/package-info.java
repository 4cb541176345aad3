/**
 * Completions and embeddings by the models on record, drawn in a child process that a native fault
 * may end without the server. Uses models and records.
 */
@NullMarked
package org.maslin.server.generation;

import org.jspecify.annotations.NullMarked;
