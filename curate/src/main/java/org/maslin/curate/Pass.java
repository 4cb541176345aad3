package org.maslin.curate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;

/** Reads the corpus once, walks each document through some stages, and hands the results on. */
final class Pass {

    private static final int BATCH_DOCUMENTS = 256;
    private static final int BATCH_CHARACTERS = 1 << 20;

    /** Takes results in the order of the corpus, on the calling thread. */
    interface Taker {
        void take(int position, Result result) throws IOException;
    }

    /** A document after its walk, with its keys if it was kept and has some. */
    record Result(Walk walk, long @Nullable [] keys) {}

    /** A document to walk; decided already if an earlier pass dropped it. */
    private record Entry(Document document, @Nullable Decision decided) {}

    private final List<Stage> stages;
    private final int until;
    private final Stage.@Nullable Match match;
    private final Outcomes outcomes;
    private final InOrder<List<Result>> work;
    private List<Entry> batch = new ArrayList<>();
    private int characters;
    private int read;
    private int taken;

    /**
     * @param until how many stages documents go through
     * @param match the stage to compute keys for, if any
     */
    Pass(
            List<Stage> stages,
            int until,
            Stage.@Nullable Match match,
            Outcomes outcomes,
            ExecutorService executor,
            int threads,
            Taker taker) {
        this.stages = stages;
        this.until = until;
        this.match = match;
        this.outcomes = outcomes;
        this.work = new InOrder<>(executor, 2 * threads, results -> take(results, taker));
    }

    /** Returns how many documents there are. */
    int over(Corpus corpus, Progress progress, int total, String what) throws IOException {
        corpus.forEach(
                document -> {
                    add(document);
                    if (batch.isEmpty()) {
                        progress.at(read, total, what);
                    }
                });
        submit();
        work.finish();
        if (total > 0 && read != total) {
            throw new IllegalArgumentException(
                    "The corpus had %,d documents at first and %,d now. Curate it when it is at rest."
                            .formatted(total, read));
        }
        progress.at(read, read, what);
        return read;
    }

    private void add(Document document) {
        if (read == Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "The corpus has more than 2,147,483,639 documents. Split it, or use a cluster.");
        }
        batch.add(new Entry(document, outcomes.decision(read, document.id())));
        read++;
        characters += document.text().length();
        if (batch.size() == BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) {
            submit();
        }
    }

    private void submit() {
        List<Entry> entries = batch;
        batch = new ArrayList<>();
        characters = 0;
        work.submit(() -> walk(entries));
    }

    private List<Result> walk(List<Entry> entries) {
        Stage.Keyer keyer = match == null ? null : match.keyer();
        var results = new ArrayList<Result>(entries.size());
        for (Entry entry : entries) {
            Walk walk =
                    entry.decided() != null
                            ? new Walk(entry.document(), entry.decided())
                            : Walk.through(stages, until, entry.document());
            results.add(new Result(walk, keys(keyer, walk)));
        }
        return results;
    }

    private long @Nullable [] keys(Stage.@Nullable Keyer keyer, Walk walk) {
        if (keyer == null || match == null || !walk.decision().keep()) {
            return null;
        }
        var keys = new long[2 * match.keyCount()];
        return keyer.keys(walk.document().text(), keys) ? keys : null;
    }

    private void take(List<Result> results, Taker taker) {
        try {
            for (Result result : results) {
                taker.take(taken++, result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
