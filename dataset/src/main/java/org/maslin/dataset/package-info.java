/**
 * Dataset versions: written once, named by what they hold, read by row. A version is a folder with
 * {@code rows.parquet} and {@code manifest.json}; its id is the SHA-256 of the manifest, which
 * names the file by its own. The same rows give the same id, in whatever order they came.
 */
@NullMarked
package org.maslin.dataset;

import org.jspecify.annotations.NullMarked;
