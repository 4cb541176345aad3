/**
 * Long work: queued in the database, run by the server or by a child process, with progress, cancel
 * and resume. The features above say what kinds of jobs there are. Uses records.
 */
@NullMarked
package org.maslin.server.jobs;

import org.jspecify.annotations.NullMarked;
