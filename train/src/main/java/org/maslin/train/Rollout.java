package org.maslin.train;

import org.maslin.train.tokenizer.Encoded;
import tools.jackson.databind.JsonNode;

/**
 * A completion that was drawn to be learned from.
 *
 * @param row prompt and completion as tokens, the end among them
 * @param text of the completion
 * @param finished whether it ended by itself
 * @param asked the row of data that its prompt came from
 */
record Rollout(Encoded row, String text, boolean finished, JsonNode asked) {}
