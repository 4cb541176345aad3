package org.maslin.server.plumbing.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child JVM that is asked and answers, a line each, as long as it lives. It is tied to this
 * process by its standard input, and ends when that does.
 */
public final class TalkingChild implements AutoCloseable {

    private static final int GRACE_SECONDS = 3;

    private final Process process;
    private final BufferedWriter toChild;

    private TalkingChild(Process process) {
        this.process = process;
        this.toChild = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts the child.
     *
     * @param heard is given each line that it says, on a thread of its own
     * @param ended runs once, when it has ended and all it said was heard
     */
    public static TalkingChild start(
            ChildCommand command, Consumer<String> heard, Consumer<Integer> ended)
            throws IOException {
        var child = new TalkingChild(command.toProcess().start());
        Thread.ofVirtual()
                .name("child-" + child.process.pid())
                .start(() -> child.listen(heard, ended));
        return child;
    }

    private void listen(Consumer<String> heard, Consumer<Integer> ended) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.accept(line);
            }
        } catch (IOException broken) {
            process.destroyForcibly();
        } finally {
            ended.accept(process.onExit().join().exitValue());
        }
    }

    /** Says a line to the child; throws if it has ended. */
    public synchronized void say(String line) throws IOException {
        toChild.write(line);
        toChild.newLine();
        toChild.flush();
    }

    /** Lets the child end, and ends it if it has not after a few seconds. Returns at once. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            return;
        }
        process.onExit()
                .orTimeout(GRACE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly());
    }
}
