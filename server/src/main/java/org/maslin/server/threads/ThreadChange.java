package org.maslin.server.threads;

/** The state to give a thread. */
public record ThreadChange(ThreadState state) {}
