package org.maslin.core;

/** How a long job tells how far it is, and learns that nobody wants it any more. */
public interface Progress {

    /** Hears nothing and never cancels. */
    Progress NONE = (done, total, what) -> {};

    /**
     * Reports a step done.
     *
     * @param done steps done so far
     * @param total steps in all, or 0 when not known
     * @param what the work in two or three words
     * @throws java.util.concurrent.CancellationException if the job was cancelled; state saved so
     *     far stays valid
     */
    void at(long done, long total, String what);
}
