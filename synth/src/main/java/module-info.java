/** See DESIGN: the synth library. */
module org.maslin.synth {
    requires transitive org.maslin.core;
    requires static org.jspecify;
}
