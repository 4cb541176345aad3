/**
 * The registry of models: each under the hash of its weights, with its card, its parent, the
 * version it was trained on and its loss curve. Uses records.
 */
@NullMarked
package org.maslin.server.models;

import org.jspecify.annotations.NullMarked;
