/**
 * Where Maslin keeps what it knows: the data folder, the PostgreSQL that runs inside it or
 * elsewhere, and the three roles through which everything else speaks to the database. It knows no
 * feature.
 */
@NullMarked
package org.maslin.server.plumbing.db;

import org.jspecify.annotations.NullMarked;
