package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.network.Decoder;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tokenizer.PromptLayout;

/**
 * Draws completions of prompts that are tokens. Prompts of equal length share a batch, each prompt
 * is read once for all its samples, and a sample's random numbers follow from the seed, its
 * prompt's key and its number, so that the company it is drawn in changes nothing.
 */
final class Drawing {

    static final TokenListener UNHEARD = (drawn, likeliest) -> {};

    private static final int BATCH_ROWS = 256;

    /** Ended rows are carried along until so few are open that moving the caches pays. */
    private static final double WORTH_KEEPING = 0.8;

    /** A prompt as tokens. */
    record Prompt(String key, long[] ids) {}

    private record Placed(int index, Prompt prompt) {}

    /** A completion that is being drawn. */
    static final class Draft {
        final int prompt;
        final int sample;
        final RandomGenerator random;
        final List<Long> ids = new ArrayList<>();
        final List<Double> logProbs = new ArrayList<>();
        boolean ended;
        boolean stopped;

        Draft(int prompt, int sample, RandomGenerator random) {
            this.prompt = prompt;
            this.sample = sample;
            this.random = random;
        }

        /** All tokens, the end among them. */
        long[] tokens() {
            return ids.stream().mapToLong(Long::longValue).toArray();
        }

        boolean open() {
            return !ended && !stopped;
        }
    }

    private final Engines engines;
    private final Decoder network;
    private final PromptLayout layout;
    private final SamplingOptions options;
    private final TokenListener listener;

    /**
     * @param listener is given each token as it is drawn
     */
    Drawing(Engines engines, PromptLayout layout, SamplingOptions options, TokenListener listener) {
        this.engines = engines;
        this.network = engines.network();
        this.layout = layout;
        this.options = options;
        this.listener = listener;
    }

    /** The completions in the order of the prompts, the samples of a prompt together. */
    Draft[] draw(List<Prompt> prompts, Progress progress) {
        var drafts = new Draft[prompts.size() * options.samples()];
        long done = 0;
        for (List<Placed> batch : batches(prompts)) {
            for (Draft draft : drawBatch(batch)) {
                drafts[draft.prompt * options.samples() + draft.sample] = draft;
                done++;
            }
            progress.at(done, drafts.length, "sampling");
        }
        return drafts;
    }

    private List<List<Placed>> batches(List<Prompt> prompts) {
        var byLength = new TreeMap<Integer, List<Placed>>();
        for (int i = 0; i < prompts.size(); i++) {
            Prompt prompt = prompts.get(i);
            requireRoom(prompt);
            byLength.computeIfAbsent(prompt.ids.length, any -> new ArrayList<>())
                    .add(new Placed(i, prompt));
        }
        int size = Math.max(1, BATCH_ROWS / options.samples());
        List<List<Placed>> batches = new ArrayList<>();
        for (List<Placed> equal : byLength.values()) {
            for (int at = 0; at < equal.size(); at += size) {
                batches.add(equal.subList(at, Math.min(at + size, equal.size())));
            }
        }
        return batches;
    }

    private void requireRoom(Prompt prompt) {
        int length = prompt.ids.length;
        int positions = network.config().maxPositions();
        if (length == 0 || length >= positions) {
            throw new BadInputException(
                    "prompt " + prompt.key(),
                    length + " tokens",
                    "between 1 and %d".formatted(positions - 1),
                    length == 0 ? "Give a prompt." : "Shorten the prompt.");
        }
    }

    private List<Draft> drawBatch(List<Placed> batch) {
        int promptLength = batch.getFirst().prompt.ids.length;
        int room = network.config().maxPositions() - promptLength;
        int limit = Math.min(options.maxTokens(), room);
        List<Draft> drafts = drafts(batch);
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open();
                Engine engine = engines.of(batch.size(), promptLength + limit)) {
            float[] logits =
                    engine.read(batch.stream().map(one -> one.prompt.ids).toArray(long[][]::new));
            logits = repeatEach(logits, batch.size(), options.samples());
            engine.repeatEach(options.samples());
            List<Draft> rows = drafts;
            for (int t = 0; ; t++) {
                extend(rows, logits);
                if (t + 1 == limit || rows.stream().noneMatch(Draft::open)) {
                    return drafts;
                }
                rows = withoutEnded(rows, engine);
                logits = engine.next(rows.stream().mapToLong(row -> row.ids.getLast()).toArray());
            }
        }
    }

    private List<Draft> drafts(List<Placed> batch) {
        List<Draft> drafts = new ArrayList<>();
        for (Placed placed : batch) {
            for (int sample = 0; sample < options.samples(); sample++) {
                RandomGenerator random =
                        options.seed()
                                .derive("sample", placed.prompt.key(), Integer.toString(sample))
                                .generator();
                drafts.add(new Draft(placed.index, sample, random));
            }
        }
        return drafts;
    }

    private static float[] repeatEach(float[] rows, int count, int times) {
        int width = rows.length / count;
        var repeated = new float[rows.length * times];
        for (int row = 0; row < count * times; row++) {
            System.arraycopy(rows, row / times * width, repeated, row * width, width);
        }
        return repeated;
    }

    private void extend(List<Draft> rows, float[] logits) {
        int size = network.config().vocabularySize();
        for (int row = 0; row < rows.size(); row++) {
            Draft draft = rows.get(row);
            if (draft.open()) {
                double uniform = draft.random.nextDouble();
                TokenDraw drawn =
                        options.penalises()
                                ? penalised(draft, logits, row * size, size, uniform)
                                : TokenDraw.of(logits, row * size, size, options, uniform);
                draft.ids.add((long) drawn.token());
                draft.logProbs.add(drawn.logProb());
                draft.ended = layout.ends(drawn.token());
                listener.drawn(
                        new TokenListener.Chance(drawn.token(), drawn.logProb()),
                        TokenDraw.likeliest(logits, row * size, size, listener.alternatives()));
                draft.stopped = !options.stops().isEmpty() && stops(draft);
            }
        }
    }

    /** Draws after what was said already has become less likely; the log-probability is without. */
    private TokenDraw penalised(Draft draft, float[] logits, int start, int size, double uniform) {
        float[] lowered = Arrays.copyOfRange(logits, start, start + size);
        for (long token : draft.ids.stream().distinct().toList()) {
            long times = draft.ids.stream().filter(one -> one == token).count();
            lowered[(int) token] -=
                    (float) (options.presencePenalty() + times * options.frequencyPenalty());
        }
        int token = TokenDraw.of(lowered, 0, size, options, uniform).token();
        return new TokenDraw(token, TokenDraw.logProb(logits, start, size, token));
    }

    private boolean stops(Draft draft) {
        String text = layout.completion(draft.tokens());
        return options.stops().stream().anyMatch(text::contains);
    }

    private static List<Draft> withoutEnded(List<Draft> rows, Engine engine) {
        long[] open =
                LongStream.range(0, rows.size())
                        .filter(row -> rows.get((int) row).open())
                        .toArray();
        if (open.length > rows.size() * WORTH_KEEPING) {
            return rows;
        }
        engine.keepRows(open);
        return Arrays.stream(open).mapToObj(row -> rows.get((int) row)).toList();
    }
}
