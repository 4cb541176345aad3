/**
 * What a picture's header tells without decoding it: its format, size and orientation, and whether
 * the file is whole.
 */
@NullMarked
package org.maslin.server.plumbing.images;

import org.jspecify.annotations.NullMarked;
