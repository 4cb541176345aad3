package org.maslin.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.train.network.Decoder;
import org.maslin.train.network.KvCache;
import org.maslin.train.tensor.NoGradient;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * Draws completions. Prompts of equal length share a batch, each prompt is read once for all its
 * samples, and a sample's random numbers follow from the seed, its prompt's key and its number, so
 * that the company it is drawn in changes nothing.
 */
public final class Sampler {

    private static final LongConsumer UNHEARD = token -> {};
    private static final int BATCH_ROWS = 256;

    /** Ended rows are carried along until so few are open that moving the caches pays. */
    private static final double WORTH_KEEPING = 0.8;

    private record Encoded(int index, SamplingPrompt prompt, long[] ids) {}

    /** A completion that is being drawn. */
    private static final class Draft {
        final int prompt;
        final int sample;
        final RandomGenerator random;
        final LongConsumer listener;
        final List<Long> ids = new ArrayList<>();
        final List<Double> logProbs = new ArrayList<>();
        boolean ended;

        Draft(int prompt, int sample, RandomGenerator random, LongConsumer listener) {
            this.prompt = prompt;
            this.sample = sample;
            this.random = random;
            this.listener = listener;
        }
    }

    /**
     * @return the completions in the order of the prompts, the samples of a prompt together
     * @throws BadInputException if a prompt fills all of the model's positions
     */
    public List<Completion> sample(
            LanguageModel model,
            List<SamplingPrompt> prompts,
            SamplingOptions options,
            Progress progress) {
        var completions = new Completion[prompts.size() * options.samples()];
        long done = 0;
        for (List<Encoded> batch : batches(model, prompts, options)) {
            for (Draft draft : drawBatch(model, batch, options, UNHEARD)) {
                completions[draft.prompt * options.samples() + draft.sample] =
                        completion(model, prompts.get(draft.prompt), draft);
                done++;
            }
            progress.at(done, completions.length, "sampling");
        }
        return List.of(completions);
    }

    /**
     * Draws one completion of a prompt that is tokens already.
     *
     * @param listener is given each token as it is drawn, the end too; what it throws ends the
     *     drawing
     */
    public Completion sample(
            LanguageModel model, long[] prompt, SamplingOptions options, LongConsumer listener) {
        var named = new SamplingPrompt("", "");
        requireRoom(model, named, prompt.length);
        List<Encoded> batch = List.of(new Encoded(0, named, prompt));
        return completion(model, named, drawBatch(model, batch, options, listener).getFirst());
    }

    private static List<List<Encoded>> batches(
            LanguageModel model, List<SamplingPrompt> prompts, SamplingOptions options) {
        var byLength = new TreeMap<Integer, List<Encoded>>();
        for (int i = 0; i < prompts.size(); i++) {
            SamplingPrompt prompt = prompts.get(i);
            long[] ids = model.layout().prompt(prompt.text());
            requireRoom(model, prompt, ids.length);
            byLength.computeIfAbsent(ids.length, any -> new ArrayList<>())
                    .add(new Encoded(i, prompt, ids));
        }
        int size = Math.max(1, BATCH_ROWS / options.samples());
        List<List<Encoded>> batches = new ArrayList<>();
        for (List<Encoded> equal : byLength.values()) {
            for (int at = 0; at < equal.size(); at += size) {
                batches.add(equal.subList(at, Math.min(at + size, equal.size())));
            }
        }
        return batches;
    }

    private static void requireRoom(LanguageModel model, SamplingPrompt prompt, int length) {
        int positions = model.config().maxPositions();
        if (length == 0 || length >= positions) {
            throw new BadInputException(
                    "prompt " + prompt.key(),
                    length + " tokens",
                    "between 1 and %d".formatted(positions - 1),
                    length == 0 ? "Give a prompt." : "Shorten the prompt.");
        }
    }

    private static List<Draft> drawBatch(
            LanguageModel model,
            List<Encoded> batch,
            SamplingOptions options,
            LongConsumer listener) {
        int promptLength = batch.getFirst().ids.length;
        int room = model.config().maxPositions() - promptLength;
        int limit = Math.min(options.maxTokens(), room);
        List<Draft> drafts = drafts(batch, options, listener);
        Decoder network = model.network();
        try (Scope scope = Scope.open();
                NoGradient off = NoGradient.open()) {
            KvCache cache =
                    KvCache.of(model.config(), model.rotary(), batch.size(), promptLength + limit);
            float[] logits =
                    logits(network, cache, batch.stream().map(Encoded::ids).toList(), promptLength);
            logits = repeatEach(logits, batch.size(), options.samples());
            cache.repeatEach(options.samples());
            List<Draft> rows = drafts;
            for (int t = 0; ; t++) {
                extend(model, rows, logits, options.temperature());
                if (t + 1 == limit || rows.stream().allMatch(draft -> draft.ended)) {
                    return drafts;
                }
                rows = withoutEnded(rows, cache);
                logits = logits(network, cache, lastTokens(rows), 1);
            }
        }
    }

    private static List<Draft> drafts(
            List<Encoded> batch, SamplingOptions options, LongConsumer listener) {
        List<Draft> drafts = new ArrayList<>();
        for (Encoded prompt : batch) {
            for (int sample = 0; sample < options.samples(); sample++) {
                RandomGenerator random =
                        options.seed()
                                .derive("sample", prompt.prompt.key(), Integer.toString(sample))
                                .generator();
                drafts.add(new Draft(prompt.index, sample, random, listener));
            }
        }
        return drafts;
    }

    private static float[] logits(Decoder network, KvCache cache, List<long[]> ids, int width) {
        try (Scope scope = Scope.open()) {
            long[] flat = ids.stream().flatMapToLong(LongStream::of).toArray();
            return network.logits(cache.append(network, Tensor.of(flat, ids.size(), width)))
                    .floats();
        }
    }

    private static float[] repeatEach(float[] rows, int count, int times) {
        int width = rows.length / count;
        var repeated = new float[rows.length * times];
        for (int row = 0; row < count * times; row++) {
            System.arraycopy(rows, row / times * width, repeated, row * width, width);
        }
        return repeated;
    }

    private static void extend(
            LanguageModel model, List<Draft> rows, float[] logits, double temperature) {
        int size = model.config().vocabularySize();
        for (int row = 0; row < rows.size(); row++) {
            Draft draft = rows.get(row);
            if (!draft.ended) {
                double uniform = draft.random.nextDouble();
                TokenDraw drawn = TokenDraw.of(logits, row * size, size, temperature, uniform);
                draft.ids.add((long) drawn.token());
                draft.logProbs.add(drawn.logProb());
                draft.ended = model.layout().ends(drawn.token());
                draft.listener.accept(drawn.token());
            }
        }
    }

    private static List<Draft> withoutEnded(List<Draft> rows, KvCache cache) {
        long[] open =
                LongStream.range(0, rows.size())
                        .filter(row -> !rows.get((int) row).ended)
                        .toArray();
        if (open.length > rows.size() * WORTH_KEEPING) {
            return rows;
        }
        cache.keepRows(open);
        return Arrays.stream(open).mapToObj(row -> rows.get((int) row)).toList();
    }

    private static List<long[]> lastTokens(List<Draft> rows) {
        return rows.stream().map(draft -> new long[] {draft.ids.getLast()}).toList();
    }

    private static Completion completion(LanguageModel model, SamplingPrompt prompt, Draft draft) {
        int length = draft.ids.size() - (draft.ended ? 1 : 0);
        long[] ids = draft.ids.stream().limit(length).mapToLong(Long::longValue).toArray();
        return new Completion(
                prompt.key(),
                draft.sample,
                model.layout().completion(ids),
                draft.ended,
                draft.logProbs);
    }
}
