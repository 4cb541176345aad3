/** Curation of text: stages that keep, edit or drop documents, and the runner that applies them. */
module org.maslin.curate {
    requires transitive org.maslin.core;
    requires static org.jspecify;

    exports org.maslin.curate;
    exports org.maslin.curate.dedup;
    exports org.maslin.curate.filter;
    exports org.maslin.curate.pii;
    exports org.maslin.curate.text;
}
