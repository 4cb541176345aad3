package org.maslin.server.loop;

/** A link after a step, and what comes then. */
record Advance(ChainLink link, Pace pace) {

    /** When to take the next step. */
    enum Pace {
        /** At once. */
        AT_ONCE,
        /** When a long job has got further. */
        AFTER_WORK,
        /** When people have answered. */
        AFTER_PEOPLE
    }

    static Advance done(LinkDraft draft) {
        return new Advance(draft.done(), Pace.AT_ONCE);
    }

    static Advance working(LinkDraft draft) {
        return new Advance(draft.running(), Pace.AFTER_WORK);
    }

    static Advance asking(LinkDraft draft) {
        return new Advance(draft.running(), Pace.AFTER_PEOPLE);
    }
}
