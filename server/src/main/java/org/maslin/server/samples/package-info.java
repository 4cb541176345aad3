/**
 * Samples: the records of a project's data, taken in batch by batch, each with its split, origin
 * and keyed content hash. Uses projects and records.
 */
@NullMarked
package org.maslin.server.samples;

import org.jspecify.annotations.NullMarked;
