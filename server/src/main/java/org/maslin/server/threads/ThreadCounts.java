package org.maslin.server.threads;

/**
 * How many threads of a project somebody may see.
 *
 * @param unread threads with something that was not read
 */
public record ThreadCounts(int open, int unanswered, int unread) {}
