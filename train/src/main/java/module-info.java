/** See DESIGN: the train library. */
module org.maslin.train {
    requires transitive org.maslin.core;
    requires static org.jspecify;
}
