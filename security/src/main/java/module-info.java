/**
 * Who may do what, and the record of what was done: grants, keyed hashes, and an audit log that an
 * outsider can verify. Knows nothing of HTTP, SQL or labeling.
 */
module org.maslin.security {
    requires transitive org.maslin.core;
    requires static org.jspecify;
    requires com.google.crypto.tink;

    exports org.maslin.security;
    exports org.maslin.security.audit;
}
