package org.maslin.curate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Progress;
import org.maslin.curate.text.Chars;

/**
 * Runs a pipeline in this process, on some threads, with bounded memory. The corpus is read once
 * for each matching stage and once more at the end; texts are never kept. A matching stage costs 16
 * bytes a key and document on disk; in memory, at its end, 12 bytes a document and up to 32 for the
 * one key index it is at. Decisions do not depend on the number of threads.
 */
public final class LocalRunner implements Runner {

    private final int threads;
    private final Path workFolder;

    /**
     * @param threads how many documents are judged at once
     * @param workFolder where keys are spilled; it must exist, and no other run may use it
     */
    public LocalRunner(int threads, Path workFolder) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "The number of threads (%d) must be at least 1.".formatted(threads));
        }
        this.threads = threads;
        this.workFolder = workFolder;
    }

    @Override
    public Report run(Pipeline pipeline, Corpus corpus, Sink sink, Progress progress)
            throws IOException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            try {
                return new Run(pipeline.stages(), corpus, progress, executor).run(sink);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private final class Run {

        private final List<Stage> stages;
        private final Corpus corpus;
        private final Progress progress;
        private final ExecutorService executor;
        private final Outcomes outcomes = new Outcomes();
        private int total;

        Run(List<Stage> stages, Corpus corpus, Progress progress, ExecutorService executor) {
            this.stages = stages;
            this.corpus = corpus;
            this.progress = progress;
            this.executor = executor;
        }

        Report run(Sink sink) throws IOException {
            for (int s = 0; s < stages.size(); s++) {
                if (stages.get(s) instanceof Stage.Match match) {
                    match(s, match);
                }
            }
            var tally = new Tally(stages);
            pass(
                    stages.size(),
                    null,
                    "curating",
                    (position, result) -> {
                        tally.add(result.walk().decision());
                        sink.accept(result.walk().document(), result.walk().decision());
                    });
            return tally.report();
        }

        private void match(int index, Stage.Match match) throws IOException {
            try (var spill = new KeySpill(workFolder, match.keyCount())) {
                pass(
                        index,
                        match,
                        "reading for " + match.name(),
                        (position, result) -> {
                            outcomes.add(position, result.walk().decision());
                            if (result.keys() != null) {
                                int length = Chars.length(result.walk().document().text());
                                spill.add(position, length, result.keys());
                            }
                        });
                drop(match, spill);
            }
        }

        private void pass(int until, Stage.@Nullable Match match, String what, Pass.Taker taker)
                throws IOException {
            var pass = new Pass(stages, until, match, outcomes, executor, threads, taker);
            total = pass.over(corpus, progress, total, what);
        }

        private void drop(Stage.Match match, KeySpill spill) throws IOException {
            var clusters = new Clusters(spill.count());
            for (int k = 0; k < match.keyCount(); k++) {
                progress.at(k, match.keyCount(), "linking for " + match.name());
                clusters.link(spill.keys(k));
            }
            int[] survivors = survivors(match.survivor(), clusters, spill);
            for (int i = 0; i < spill.count(); i++) {
                if (survivors[clusters.root(i)] != i) {
                    outcomes.drop(spill.position(i), match.name(), match.reason());
                }
            }
        }

        /** Of each root, who of its cluster stays. */
        private static int[] survivors(Stage.Survivor survivor, Clusters clusters, KeySpill spill) {
            var survivors = new int[spill.count()];
            for (int i = 0; i < survivors.length; i++) {
                int root = clusters.root(i);
                boolean better =
                        switch (survivor) {
                            case MIN_ID -> false;
                            case LONGEST -> spill.length(i) > spill.length(survivors[root]);
                        };
                survivors[root] = root == i || better ? i : survivors[root];
            }
            return survivors;
        }
    }
}
