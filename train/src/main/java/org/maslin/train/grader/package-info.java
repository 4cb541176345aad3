/**
 * Graders, written as OpenAI's fine-tuning writes them: data that says how a completion is scored.
 * Nothing in one can run code or read a file, and the models that one asks are given by the caller.
 */
@NullMarked
package org.maslin.train.grader;

import org.jspecify.annotations.NullMarked;
