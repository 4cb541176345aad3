/**
 * Immutable dataset versions: typed rows in key order in a Parquet file, a manifest that names
 * every byte, and the formats they leave in. Knows nothing of servers.
 */
module org.maslin.dataset {
    requires transitive org.maslin.core;
    requires static org.jspecify;
    requires java.sql;
    requires duckdb.jdbc;
    requires tools.jackson.core;

    exports org.maslin.dataset;
    exports org.maslin.dataset.format;
}
