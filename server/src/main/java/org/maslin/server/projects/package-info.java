/**
 * Projects: labeling efforts with versioned ontologies and guidelines, an overlap and a lease. Uses
 * records and identity.
 */
@NullMarked
package org.maslin.server.projects;

import org.jspecify.annotations.NullMarked;
