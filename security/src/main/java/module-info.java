/** See DESIGN: the security library. */
module org.maslin.security {
    requires transitive org.maslin.core;
    requires static org.jspecify;
}
