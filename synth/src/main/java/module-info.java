/** Synthetic data: text by recipe, and simulated raters of it. */
module org.maslin.synth {
    requires transitive org.maslin.core;
    requires static org.jspecify;

    exports org.maslin.synth.raters;
    exports org.maslin.synth.text;
}
