/**
 * A small client of the public API, for the parts of the product that work as its users do. Knows
 * HTTP and JSON and no feature.
 */
@NullMarked
package org.maslin.server.client;

import org.jspecify.annotations.NullMarked;
