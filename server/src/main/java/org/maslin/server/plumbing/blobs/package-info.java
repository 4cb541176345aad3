/**
 * Files that people bring, addressed by a keyed hash of their content: who sees an address cannot
 * test a guess of the content, and the same content in two organisations has two addresses.
 */
@NullMarked
package org.maslin.server.plumbing.blobs;

import org.jspecify.annotations.NullMarked;
