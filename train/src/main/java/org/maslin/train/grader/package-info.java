/**
 * Graders, written as OpenAI's fine-tuning writes them: data that says how a completion is scored.
 * Nothing in one can run code, read a file or reach the network.
 */
@NullMarked
package org.maslin.train.grader;

import org.jspecify.annotations.NullMarked;
