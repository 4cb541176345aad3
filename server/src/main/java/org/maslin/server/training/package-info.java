/**
 * Training inside the server: the bundled base model, and the long jobs that sample completions,
 * train a reward model and train a policy, each run by a child process. Uses datasets, models, jobs
 * and records.
 */
@NullMarked
package org.maslin.server.training;

import org.jspecify.annotations.NullMarked;
