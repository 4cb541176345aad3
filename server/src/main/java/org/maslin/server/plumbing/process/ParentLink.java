package org.maslin.server.plumbing.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.maslin.core.Progress;

/**
 * The child's end of the link to its parent. Standard output belongs to it from then on; what other
 * code prints goes to standard error, which is the log.
 */
public final class ParentLink implements Progress {

    private final PrintStream toParent;
    private final AtomicBoolean cancelled;

    private ParentLink(PrintStream toParent, AtomicBoolean cancelled) {
        this.toParent = toParent;
        this.cancelled = cancelled;
    }

    /** Opens the link and begins to watch the parent. Call it once, first thing in main. */
    public static ParentLink open() {
        var toParent =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var cancelled = new AtomicBoolean();
        new ParentWatch(System.in, () -> cancelled.set(true)).start();
        return new ParentLink(toParent, cancelled);
    }

    @Override
    public void at(long done, long total, String what) {
        if (cancelled.get()) {
            throw new CancellationException("The parent process cancelled the work.");
        }
        say(new ChildLine.At(done, total, what));
    }

    /** Says that the work is done. */
    public void done() {
        say(new ChildLine.Done());
    }

    /** Says why the work cannot be done. */
    public void failed(String message) {
        say(new ChildLine.Failed(message));
    }

    private synchronized void say(ChildLine line) {
        toParent.println(line.format());
    }
}
