/** The nouns that every other module speaks of. Knows the JDK and nothing else. */
module org.maslin.core {
    requires static org.jspecify;

    exports org.maslin.core;
}
