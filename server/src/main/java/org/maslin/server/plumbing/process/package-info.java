/**
 * Work in a process of its own: a child JVM that reports its progress, can be cancelled, and never
 * outlives its parent. A native fault or a memory kill in it leaves the parent standing.
 */
@NullMarked
package org.maslin.server.plumbing.process;

import org.jspecify.annotations.NullMarked;
