/**
 * The command line: one entry, four exit codes, and one place that turns errors into words. The
 * commands themselves live in {@code org.maslin.server.commands}.
 */
@NullMarked
package org.maslin.server.cli;

import org.jspecify.annotations.NullMarked;
