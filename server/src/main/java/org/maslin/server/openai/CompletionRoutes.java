package org.maslin.server.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.security.Action;
import org.maslin.security.Principal;
import org.maslin.server.generation.Completed;
import org.maslin.server.generation.Embedded;
import org.maslin.server.generation.Generation;
import org.maslin.server.generation.NewCompletion;
import org.maslin.server.generation.Piece;
import org.maslin.server.models.Model;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP of completions, of conversations and of prompts, and of embeddings. */
final class CompletionRoutes implements Routes {

    private static final double HOTTEST = 2;
    private static final double LEAST_SHARE = 1e-6;
    private static final int MOST_TEXTS = 2048;
    private static final int MOST_CHOICES = 16;
    private static final double MOST_PENALTY = 2;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Models models;
    private final Generation generation;
    private final Ids ids;
    private final InstantSource clock;

    CompletionRoutes(Models models, Generation generation, Ids ids, InstantSource clock) {
        this.models = models;
        this.generation = generation;
        this.ids = ids;
        this.clock = clock;
    }

    /** What tells completions of conversations from those of prompts. */
    private enum Form {
        CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk"),
        TEXT("cmpl-", "text_completion", "text_completion");

        private final String prefix;
        private final String whole;
        private final String chunk;

        Form(String prefix, String whole, String chunk) {
            this.prefix = prefix;
            this.whole = whole;
            this.chunk = chunk;
        }
    }

    /** A request that is being answered. */
    private record Call(
            Form form,
            String id,
            long created,
            Model model,
            boolean withUsage,
            boolean withChances) {}

    /** The choices of a call, one after another: each begins when the one before it has ended. */
    private final class Choices implements AutoCloseable {

        private final Principal principal;
        private final Model model;
        private final NewCompletion wanted;
        private final int count;
        private int at;
        private Generation.Stream current;

        Choices(Principal principal, Model model, NewCompletion wanted, int count) {
            this.principal = principal;
            this.model = model;
            this.wanted = wanted;
            this.count = count;
            this.current = generation.complete(principal, model.id(), wanted);
        }

        int index() {
            return at;
        }

        Generation.Stream current() {
            return current;
        }

        /** Goes on to the next choice, if there is one. */
        boolean advance() {
            if (at + 1 == count) {
                return false;
            }
            current.close();
            at++;
            long seed = new Seed(wanted.seed()).derive("choice", Integer.toString(at)).value();
            current = generation.complete(principal, model.id(), wanted.withSeed(seed));
            return true;
        }

        @Override
        public void close() {
            current.close();
        }
    }

    @Override
    public void addTo(RouteTable table) {
        table.post("/chat/completions", Action.USE_MODELS, r -> complete(Form.CHAT, r));
        table.post("/completions", Action.USE_MODELS, r -> complete(Form.TEXT, r));
        table.post("/embeddings", Action.USE_MODELS, this::embed);
    }

    private Reply complete(Form form, Request request) {
        var body = new Body(request.tree());
        Model model = models.named(request.principal(), body.text("model"));
        NewCompletion wanted = wanted(form, body);
        var call =
                new Call(
                        form,
                        Ident.of(form.prefix, ids.next()),
                        clock.instant().getEpochSecond(),
                        model,
                        body.json().path("stream_options").path("include_usage").asBoolean(false),
                        wanted.alternatives() != null);
        int count = (int) body.number("n", 1, 1, MOST_CHOICES);
        var choices = new Choices(request.principal(), model, wanted, count);
        if (!body.flag("stream")) {
            try (choices) {
                return Reply.ok(whole(call, choices));
            }
        }
        // What is wrong with the request is known before the first piece.
        @Nullable Piece first;
        try {
            first = choices.current().next();
        } catch (RuntimeException refused) {
            choices.close();
            throw refused;
        }
        return Reply.events(
                out -> {
                    try (choices) {
                        write(call, first, choices, out);
                    }
                });
    }

    private static NewCompletion wanted(Form form, Body body) {
        body.only("tools", "[]");
        Integer most = body.count("max_completion_tokens");
        return new NewCompletion(
                form == Form.CHAT ? messages(body) : null,
                form == Form.TEXT ? body.text("prompt") : null,
                most == null ? body.count("max_tokens") : most,
                body.number("temperature", 1, 0, HOTTEST),
                body.number("top_p", 1, LEAST_SHARE, 1),
                body.number("presence_penalty", 0, -MOST_PENALTY, MOST_PENALTY),
                body.number("frequency_penalty", 0, -MOST_PENALTY, MOST_PENALTY),
                form == Form.CHAT ? Chances.inChat(body) : Chances.inText(body),
                (long) body.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                body.texts("stop").stream().filter(stop -> !stop.isEmpty()).toList());
    }

    private static JsonNode messages(Body body) {
        JsonNode messages = body.json().path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw body.bad("messages", "a list of at least one message");
        }
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (!message.path("role").isString() || !message.path("content").isString()) {
                throw new BadInputException(
                        "messages[%d]".formatted(i),
                        message.toString(),
                        "an object with role and content, both texts",
                        "Images and calls of tools are not among what these models read.");
            }
        }
        return messages;
    }

    private static ObjectNode whole(Call call, Choices choices) {
        ObjectNode reply = head(call, call.form.whole);
        var all = reply.putArray("choices");
        var used = new Used();
        do {
            all.add(choice(call, choices, used));
        } while (choices.advance());
        reply.set("usage", used.json());
        return reply;
    }

    private static ObjectNode choice(Call call, Choices choices, Used used) {
        Generation.Stream stream = choices.current();
        var text = new StringBuilder();
        var chances = new ArrayList<Piece.Chance>();
        for (Piece piece = stream.next(); piece != null; piece = stream.next()) {
            text.append(piece.text());
            chances.addAll(piece.chances());
        }
        Completed completed = stream.completed();
        used.add(completed);
        ObjectNode choice = JSON.objectNode().put("index", choices.index());
        if (call.form == Form.CHAT) {
            choice.putObject("message")
                    .put("role", "assistant")
                    .put("content", text.toString())
                    .putNull("refusal");
        } else {
            choice.put("text", text.toString());
        }
        put(call, choice, chances, 0);
        return choice.put("finish_reason", Json.word(completed.reason()));
    }

    private static void write(Call call, @Nullable Piece first, Choices choices, OutputStream out)
            throws IOException {
        var used = new Used();
        try {
            write(call, choices, first, used, out);
            while (choices.advance()) {
                write(call, choices, choices.current().next(), used, out);
            }
        } catch (BadInputException | RefusedException broken) {
            ObjectNode error = JSON.objectNode();
            error.putObject("error")
                    .put("message", broken.getMessage())
                    .put("type", "server_error");
            send(out, error);
            return;
        }
        if (call.withUsage) {
            ObjectNode last = head(call, call.form.chunk);
            last.putArray("choices");
            last.set("usage", used.json());
            send(out, last);
        }
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void write(
            Call call, Choices choices, @Nullable Piece first, Used used, OutputStream out)
            throws IOException {
        int index = choices.index();
        if (call.form == Form.CHAT) {
            ObjectNode role = JSON.objectNode().put("role", "assistant").put("content", "");
            send(out, chunk(call, index, role, null));
        }
        Generation.Stream stream = choices.current();
        int at = 0;
        for (Piece piece = first; piece != null; piece = stream.next()) {
            ObjectNode chunk = chunk(call, index, delta(call, piece.text()), null);
            put(call, (ObjectNode) chunk.path("choices").path(0), piece.chances(), at);
            send(out, chunk);
            at += piece.text().length();
        }
        Completed completed = stream.completed();
        used.add(completed);
        send(out, chunk(call, index, JSON.objectNode(), Json.word(completed.reason())));
    }

    private static void put(Call call, ObjectNode choice, List<Piece.Chance> chances, int at) {
        if (call.withChances) {
            choice.set(
                    "logprobs",
                    call.form == Form.CHAT ? Chances.ofChat(chances) : Chances.ofText(chances, at));
        } else {
            choice.putNull("logprobs");
        }
    }

    private static ObjectNode delta(Call call, String piece) {
        return JSON.objectNode().put(call.form == Form.CHAT ? "content" : "text", piece);
    }

    private static ObjectNode chunk(
            Call call, int index, ObjectNode delta, @Nullable String reason) {
        ObjectNode choice = JSON.objectNode().put("index", index);
        if (call.form == Form.CHAT) {
            choice.set("delta", delta);
        } else {
            choice.put("text", delta.path("text").asString(""));
        }
        choice.putNull("logprobs").put("finish_reason", reason);
        ObjectNode chunk = head(call, call.form.chunk);
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private static ObjectNode head(Call call, String object) {
        return JSON.objectNode()
                .put("id", call.id)
                .put("object", object)
                .put("created", call.created)
                .put("model", call.model.id());
    }

    /** Tokens of a prompt, and of all its choices. */
    private static final class Used {

        private int prompt;
        private int completion;

        void add(Completed completed) {
            prompt = completed.promptTokens();
            completion += completed.completionTokens();
        }

        ObjectNode json() {
            return JSON.objectNode()
                    .put("prompt_tokens", prompt)
                    .put("completion_tokens", completion)
                    .put("total_tokens", prompt + completion);
        }
    }

    private static void send(OutputStream out, ObjectNode event) throws IOException {
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private Reply embed(Request request) {
        var body = new Body(request.tree());
        Model model = models.named(request.principal(), body.text("model"));
        List<String> texts = body.texts("input");
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw body.bad("input", "1 to %d texts".formatted(MOST_TEXTS));
        }
        body.only("dimensions", "null");
        boolean packed = "base64".equals(body.textOrNull("encoding_format"));
        Embedded embedded = generation.embed(request.principal(), model.id(), texts);
        ObjectNode reply = JSON.objectNode().put("object", "list").put("model", model.id());
        var data = reply.putArray("data");
        for (int i = 0; i < embedded.vectors().size(); i++) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
            Vectors.put(
                    one,
                    embedded.vectors().get(i),
                    packed ? Vectors.Form.BASE64 : Vectors.Form.NUMBERS);
        }
        reply.putObject("usage")
                .put("prompt_tokens", embedded.tokens())
                .put("total_tokens", embedded.tokens());
        return Reply.ok(reply);
    }
}
