package org.maslin.server.loop;

/**
 * How one link is made, step by step. A step looks at what is there, does the next thing and
 * returns; it may be taken again after a crash at any moment and must then come to the same. What
 * other links need of it stands in its counts and references.
 */
interface LinkWork {

    LinkName name();

    Advance advance(ChainRun run, ChainLink link);
}
