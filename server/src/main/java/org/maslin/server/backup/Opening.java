package org.maslin.server.backup;

import java.util.List;

/**
 * What stands at the beginning of an archive.
 *
 * @param format how the archive is laid out
 * @param schema the version of the tables
 * @param tables in the order in which they follow
 */
record Opening(int format, String schema, List<Table> tables) {

    static final int FORMAT = 1;

    Opening {
        tables = List.copyOf(tables);
    }
}
