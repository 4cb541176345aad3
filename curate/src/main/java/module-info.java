/** See DESIGN: the curate library. */
module org.maslin.curate {
    requires transitive org.maslin.core;
    requires static org.jspecify;
}
