/**
 * Reports: one self-contained page that tells what a chain or a replay of answers came to. It is
 * written from what the API tells and knows no database, no HTTP and no clock.
 */
@NullMarked
package org.maslin.server.report;

import org.jspecify.annotations.NullMarked;
