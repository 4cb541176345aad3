package org.maslin.server.generation;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.Json;
import tools.jackson.databind.json.JsonMapper;

/**
 * The child: reads {@link Ask} lines, and answers one after the other with {@link Said} lines. Ends
 * with the server, which holds the other end of its standard input.
 */
public final class GenerationMain {

    private static final int ENDED_WITH_PARENT = 143;
    private static final JsonMapper JSON = Json.mapper();

    private final PrintStream toParent;
    private final BlockingQueue<Ask> asked = new LinkedBlockingQueue<>();
    private final Set<Long> letGo = ConcurrentHashMap.newKeySet();

    private GenerationMain(PrintStream toParent) {
        this.toParent = toParent;
    }

    /** Standard output belongs to the parent; what other code prints goes to the log. */
    public static void main(String[] arguments) throws InterruptedException {
        var toParent =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var main = new GenerationMain(toParent);
        Thread.ofPlatform().daemon().name("asked").start(main::listen);
        main.work();
    }

    private void listen() {
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Ask ask = JSON.readValue(line, Ask.class);
                if (ask.completion() == null && ask.texts() == null) {
                    letGo.add(ask.id());
                } else {
                    asked.add(ask);
                }
            }
        } catch (IOException broken) {
            // A broken pipe has ended, too.
        }
        Runtime.getRuntime().halt(ENDED_WITH_PARENT);
    }

    private void work() throws InterruptedException {
        try (var models = new LoadedModels()) {
            while (true) {
                Ask ask = asked.take();
                if (!letGo.contains(ask.id())) {
                    answer(models, ask);
                }
                letGo.remove(ask.id());
            }
        }
    }

    private void answer(LoadedModels models, Ask ask) {
        long id = ask.id();
        try {
            var model = models.get(ask.folder());
            if (ask.completion() == null) {
                say(Said.embedded(id, Drawing.embed(model, Objects.requireNonNull(ask.texts()))));
            } else {
                var drawing = new Drawing(model, ask.completion(), piece -> tell(id, piece));
                say(Said.completed(id, drawing.draw()));
            }
        } catch (LetGo unwanted) {
            return;
        } catch (BadInputException bad) {
            say(Said.refused(id, List.of(bad.place(), bad.found(), bad.expected(), bad.hint())));
        } catch (IOException | RuntimeException broken) {
            broken.printStackTrace();
            say(Said.failed(id, String.valueOf(broken.getMessage())));
        }
    }

    private void tell(long id, Piece piece) {
        if (letGo.contains(id)) {
            throw new LetGo();
        }
        say(Said.piece(id, piece));
    }

    private void say(Said said) {
        toParent.println(JSON.writeValueAsString(said));
    }

    /** Nobody waits for the completion any more. */
    private static final class LetGo extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LetGo() {
            super(null, null, false, false);
        }
    }
}
