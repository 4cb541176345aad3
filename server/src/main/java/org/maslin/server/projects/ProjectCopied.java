package org.maslin.server.projects;

import java.util.UUID;
import org.maslin.security.Principal;

/**
 * A project was copied, and its samples are to follow; told in the transaction that makes it.
 *
 * @param tasks whether each sample gets a task
 */
public record ProjectCopied(Principal principal, UUID from, UUID to, boolean tasks) {}
