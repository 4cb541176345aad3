package org.maslin.server.generation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.train.Embedder;
import org.maslin.train.LanguageModel;
import org.maslin.train.Sampler;
import org.maslin.train.SamplingOptions;
import org.maslin.train.TokenListener;
import org.maslin.train.tokenizer.ChatTemplate;
import tools.jackson.databind.JsonNode;

/**
 * One completion on its way: tokens in, pieces of text out. A piece is held back while it may still
 * become another character or the beginning of a text at which the completion ends.
 */
final class Drawing implements TokenListener {

    private static final char UNFINISHED = '\uFFFD';

    private final LanguageModel model;
    private final NewCompletion wanted;
    private final Consumer<Piece> pieces;
    private final List<Long> ids = new ArrayList<>();
    private final List<Piece.Chance> untold = new ArrayList<>();
    private int told;

    Drawing(LanguageModel model, NewCompletion wanted, Consumer<Piece> pieces) {
        this.model = model;
        this.wanted = wanted;
        this.pieces = pieces;
    }

    Completed draw() {
        long[] prompt = prompt();
        int room = Math.max(1, model.config().maxPositions() - prompt.length);
        int most = wanted.maxTokens() == null ? room : Math.min(room, wanted.maxTokens());
        var options =
                new SamplingOptions(
                        most,
                        wanted.temperature(),
                        1,
                        0,
                        wanted.topP(),
                        0,
                        wanted.presencePenalty(),
                        wanted.frequencyPenalty(),
                        List.of(),
                        new Seed(wanted.seed()));
        try {
            var completion = new Sampler().sample(model, prompt, options, this);
            tellUpTo(text().length());
            return ended(
                    completion.finished() ? Completed.Reason.STOP : Completed.Reason.LENGTH,
                    prompt);
        } catch (Stopped stopped) {
            return ended(Completed.Reason.STOP, prompt);
        }
    }

    private Completed ended(Completed.Reason reason, long[] prompt) {
        return new Completed(reason, prompt.length, ids.size());
    }

    private long[] prompt() {
        JsonNode messages = wanted.messages();
        if (messages == null) {
            return model.layout().prompt(String.valueOf(wanted.prompt()));
        }
        ChatTemplate template = ChatTemplate.of(model.tokenizer(), LocalDateTime::now);
        if (template == null) {
            throw new BadInputException(
                    "model",
                    "a model without a chat template",
                    "one with chat_template in its tokenizer_config.json",
                    "Ask it for completions of a prompt instead.");
        }
        return template.encode(messages, ChatTemplate.Prompt.ASKED_FOR, null).ids();
    }

    @Override
    public int alternatives() {
        return wanted.alternatives() == null ? 0 : wanted.alternatives();
    }

    @Override
    public void drawn(Chance drawn, List<Chance> likeliest) {
        if (model.layout().ends(drawn.token())) {
            return;
        }
        ids.add(drawn.token());
        if (wanted.alternatives() != null) {
            untold.add(
                    new Piece.Chance(
                            spelt(drawn),
                            drawn.logProb(),
                            likeliest.stream()
                                    .map(one -> new Piece.Likely(spelt(one), one.logProb()))
                                    .toList()));
        }
        String text = text();
        for (String stop : wanted.stops()) {
            int at = text.indexOf(stop);
            if (at >= 0) {
                tellUpTo(at);
                throw new Stopped();
            }
        }
        tellUpTo(text.length() - heldBack(text));
    }

    /** How many characters at the end may still change, or begin a text to stop at. */
    private int heldBack(String text) {
        int held = 0;
        while (held < text.length() && text.charAt(text.length() - 1 - held) == UNFINISHED) {
            held++;
        }
        for (String stop : wanted.stops()) {
            for (int n = Math.min(stop.length() - 1, text.length()); n > held; n--) {
                if (text.endsWith(stop.substring(0, n))) {
                    held = n;
                }
            }
        }
        return held;
    }

    private void tellUpTo(int end) {
        if (end > told) {
            pieces.accept(new Piece(text().substring(told, end), untold));
            untold.clear();
            told = end;
        }
    }

    private String spelt(Chance chance) {
        return model.tokenizer().decodeMarked(new long[] {chance.token()});
    }

    private String text() {
        return model.layout().completion(ids.stream().mapToLong(Long::longValue).toArray());
    }

    static Embedded embed(LanguageModel model, List<String> texts) {
        var embeddings = new Embedder().embed(model, texts);
        return new Embedded(
                embeddings.stream().map(Embedder.Embedding::vector).toList(),
                embeddings.stream().mapToInt(Embedder.Embedding::tokens).sum());
    }

    /** A text came at which the completion ends. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }
}
