/**
 * OpenAI's dialect under {@code /openai/v1}: models, completions, embeddings, files and
 * fine-tuning, as its published clients expect them. Uses models, generation, training and jobs.
 */
@NullMarked
package org.maslin.server.openai;

import org.jspecify.annotations.NullMarked;
