package org.maslin.server.identity;

/** What an API key is for; its secret begins so that one sees which. */
public enum KeyKind {
    /** The native API; taken by the dialects too. */
    NATIVE("mk_"),
    /** The same, with the beginning that programs written for Scale expect. */
    LIVE("live_"),
    /** Tests of such a program: tasks that answer themselves, and nothing else. */
    TEST("test_");

    private final String beginning;

    KeyKind(String beginning) {
        this.beginning = beginning;
    }

    String beginning() {
        return beginning;
    }
}
