/** See DESIGN: the dataset library. */
module org.maslin.dataset {
    requires transitive org.maslin.core;
    requires static org.jspecify;
}
