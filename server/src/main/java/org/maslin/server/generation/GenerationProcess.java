package org.maslin.server.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.process.ChildCommand;
import org.maslin.server.plumbing.process.TalkingChild;
import tools.jackson.databind.json.JsonMapper;

/**
 * The child that draws. It starts with the first thing asked and ends when nothing was asked for a
 * while; when it dies, what it was asked fails and the next thing starts another.
 */
final class GenerationProcess implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 512;
    private static final int THREADS = 1;
    private static final int MOST_WAITING = 200;
    private static final long PATIENCE_SECONDS = 300;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final JsonMapper json;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, BlockingQueue<Said>> waiting = new ConcurrentHashMap<>();
    private @Nullable TalkingChild child;
    private volatile long lastAsked = System.nanoTime();

    GenerationProcess(DataFolder folder, JsonMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /** What was asked, to be read until it has ended. */
    final class Answer implements AutoCloseable {

        private final long id;
        private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
        private boolean ended;

        private Answer(long id) {
            this.id = id;
            waiting.put(id, said);
        }

        /** The next line. */
        Said next() {
            try {
                Said next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw failed("it said nothing for %d seconds".formatted(PATIENCE_SECONDS));
                }
                ended = next.piece() == null;
                if (next.refused() != null) {
                    List<String> bad = next.refused();
                    throw new BadInputException(bad.get(0), bad.get(1), bad.get(2), bad.get(3));
                }
                if (next.failed() != null) {
                    throw failed(next.failed());
                }
                return next;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The server stops.", stopped);
            }
        }

        /** Lets go of what was asked if it has not ended. */
        @Override
        public void close() {
            waiting.remove(id);
            if (!ended) {
                try {
                    say(new Ask(id, "", null, null));
                } catch (UncheckedIOException gone) {
                    return;
                }
            }
        }
    }

    Answer ask(String model, @Nullable NewCompletion completion, @Nullable List<String> texts) {
        if (waiting.size() >= MOST_WAITING) {
            throw RefusedException.tooManyRequests(
                    "%d requests wait for the models.".formatted(MOST_WAITING), "Ask again later.");
        }
        var answer = new Answer(ids.incrementAndGet());
        try {
            lastAsked = System.nanoTime();
            say(new Ask(answer.id, model, completion, texts));
            return answer;
        } catch (RuntimeException broken) {
            answer.close();
            throw broken;
        }
    }

    private synchronized void say(Ask ask) {
        String line = json.writeValueAsString(ask);
        try {
            started().say(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized TalkingChild started() throws IOException {
        TalkingChild present = child;
        if (present == null) {
            var command =
                    new ChildCommand(
                            GenerationMain.class.getName(),
                            List.of(),
                            HEAP_MEGABYTES,
                            THREADS,
                            List.of(),
                            folder.logs().resolve("generation.log"));
            present = TalkingChild.start(command, this::heard, this::ended);
            child = present;
        }
        return present;
    }

    private void heard(String line) {
        Said said = json.readValue(line, Said.class);
        BlockingQueue<Said> queue = waiting.get(said.id());
        if (queue != null) {
            queue.add(said);
        }
    }

    private synchronized void ended(int exit) {
        child = null;
        waiting.forEach(
                (id, queue) ->
                        queue.add(Said.failed(id, "the process ended with exit code " + exit)));
    }

    private static RefusedException failed(String why) {
        return RefusedException.conflict(
                "generation-failed",
                "The models' process could not answer: %s.".formatted(why),
                "Ask again; the log generation.log has the cause.");
    }

    /** Ends the child when it has nothing to do; returns how long to rest until the next look. */
    synchronized Duration look() {
        boolean idle = System.nanoTime() - lastAsked > IDLE.toNanos();
        if (idle && waiting.isEmpty()) {
            close();
        }
        return LOOK;
    }

    @Override
    public synchronized void close() {
        if (child != null) {
            child.close();
            child = null;
        }
    }
}
