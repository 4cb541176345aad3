/**
 * The commands that a user types, one class each. They parse files and options into records and
 * call what is below.
 */
@NullMarked
package org.maslin.server.commands;

import org.jspecify.annotations.NullMarked;
