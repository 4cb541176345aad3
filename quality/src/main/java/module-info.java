/** See DESIGN: the quality library. */
module org.maslin.quality {
    requires transitive org.maslin.core;
    requires static org.jspecify;
}
