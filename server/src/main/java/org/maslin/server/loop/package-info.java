/**
 * The whole chain as one resumable job: prompts, curation, completions, answers, consensus, dataset
 * version, reward model and policy, round by round, then evaluation and gate. Uses everything
 * below.
 */
@NullMarked
package org.maslin.server.loop;

import org.jspecify.annotations.NullMarked;
