/**
 * What the answers of a project tell beyond their consensus: how far it can be trusted, who needs a
 * look, and which tasks allow several answers.
 */
@NullMarked
package org.maslin.server.diagnosis;

import org.jspecify.annotations.NullMarked;
