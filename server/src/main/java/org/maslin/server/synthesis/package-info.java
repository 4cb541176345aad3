/**
 * Synthesis inside the server: prompts drawn by a recipe that ships, with their passport and their
 * provenance. Uses records.
 */
@NullMarked
package org.maslin.server.synthesis;

import org.jspecify.annotations.NullMarked;
