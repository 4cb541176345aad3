package org.maslin.server.commands;

import org.maslin.core.Progress;

/** Shows on standard error how far a command is: a line each time another percent is done. */
final class StandardErrorProgress implements Progress {

    private long shown = -1;

    @Override
    public void at(long done, long total, String what) {
        long percent = total > 0 ? 100 * done / total : done;
        if (percent != shown) {
            shown = percent;
            System.err.println(what + ": " + done + (total > 0 ? " of " + total : ""));
        }
    }
}
