/**
 * Backup and restore of a whole installation: every table at one moment, then the files that the
 * tables name, in one archive with a manifest at its end; sealed under a passphrase if asked.
 */
@NullMarked
package org.maslin.server.backup;

import org.jspecify.annotations.NullMarked;
