package org.maslin.server.backup;

import java.util.List;

/** A table and those of its columns that are carried over. */
record Table(String name, List<String> columns) {
    Table {
        columns = List.copyOf(columns);
    }
}
