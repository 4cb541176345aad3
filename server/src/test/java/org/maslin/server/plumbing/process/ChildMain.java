package org.maslin.server.plumbing.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.maslin.core.Progress;

/** What the child processes of the test do. */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        ParentLink parent = ParentLink.open();
        switch (arguments[0]) {
            case "count" -> {
                System.out.println("a print of some library");
                for (int i = 1; i <= 3; i++) {
                    parent.at(i, 3, "counting up");
                }
                parent.done();
            }
            case "fail" -> parent.failed("There is no\nmodel.");
            case "crash" -> Runtime.getRuntime().halt(134);
            case "endless" -> {
                for (long i = 1; ; i++) {
                    parent.at(i, 0, "going on");
                    Thread.sleep(20);
                }
            }
            case "deaf" -> {
                parent.at(0, 0, "listening to nobody");
                Thread.sleep(60_000);
            }
            case "parent" -> {
                // Is a parent itself, and names its child once that is at work.
                var child = new CompletableFuture<ChildProcess>();
                Progress named = (done, total, what) -> parent.at(child.join().pid(), 0, "child");
                child.complete(ChildProcess.start(deaf(Path.of(arguments[1])), named));
                Thread.sleep(60_000);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static ChildCommand deaf(Path log) {
        return new ChildCommand(ChildMain.class.getName(), List.of("deaf"), 32, 1, List.of(), log);
    }
}
