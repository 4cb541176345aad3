package org.maslin.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.curate.dedup.ExactDedup;
import org.maslin.curate.dedup.MinHash;
import org.maslin.curate.dedup.MinhashDedup;
import org.maslin.curate.dedup.Shingles;
import org.maslin.curate.filter.GopherQuality;
import org.maslin.curate.pii.Redact;
import org.maslin.curate.text.Tokenizer;

/** What every runner does alike. */
abstract class RunnerContract {

    @TempDir Path folder = Path.of("");

    abstract Runner runner(Path workFolder);

    @Test
    void run_decidesAboutEveryDocument_once_inOrder() throws IOException {
        var documents = documents(1000);
        var decisions = new ArrayList<Decision>();

        Report report =
                run(Pipeline.of(GopherQuality.DEFAULT, new ExactDedup()), documents, decisions);

        assertThat(decisions).extracting(Decision::id).isEqualTo(ids(documents));
        assertThat(report.read()).isEqualTo(1000);
        assertThat(report.kept())
                .isEqualTo(decisions.stream().filter(Decision::keep).count())
                .isEqualTo(1000 - report.dropped().stream().mapToLong(Report.Count::count).sum());
    }

    @Test
    void run_keepsTheFirstOfEqualTexts() throws IOException {
        var decisions = new ArrayList<Decision>();

        run(Pipeline.of(new ExactDedup()), documents("x", "y", "x", "z", "y", "x"), decisions);

        assertThat(kept(decisions)).containsExactly("0", "1", "3");
        assertThat(decisions.get(2)).isEqualTo(Decision.dropped("2", "exact-dedup", "duplicate"));
    }

    @Test
    void run_comparesWhatEarlierStagesLeft() throws IOException {
        var documents = documents("call a@b.de", "call c@d.de", "short");
        var decisions = new ArrayList<Decision>();

        run(Pipeline.of(Redact.DEFAULT, new ExactDedup()), documents, decisions);

        assertThat(kept(decisions)).containsExactly("0", "2");
        assertThat(decisions.getFirst().edits()).containsExactly(new Edit("redact", "email", 1));
    }

    @Test
    void run_dropsTheSameNearDuplicatesAsAllPairsCompared() throws IOException {
        var documents = documents(600);
        var decisions = new ArrayList<Decision>();

        run(Pipeline.of(MinhashDedup.DEFAULT), documents, decisions);

        assertThat(kept(decisions)).isEqualTo(keptByAllPairs(documents));
        assertThat(kept(decisions)).hasSizeBetween(100, 500);
    }

    @Test
    void run_withLongestSurvivor_keepsTheLongest() throws IOException {
        String words =
                IntStream.range(0, 200)
                        .mapToObj(i -> "word" + "abcdefghij".charAt(i % 10) + "x".repeat(i / 10))
                        .reduce("", (a, b) -> a + " " + b);
        var longest = Parameters.with(MinhashDedup.DEFAULT, Map.of("survivor", "longest"));
        var decisions = new ArrayList<Decision>();

        run(Pipeline.of(longest), documents(words, words + " !", words), decisions);

        assertThat(kept(decisions)).containsExactly("1");
    }

    @Test
    void run_whenCancelled_stops_andLeavesNothingBehind() {
        Progress cancel =
                (done, total, what) -> {
                    throw new CancellationException();
                };

        assertThatThrownBy(
                        () ->
                                runner(folder)
                                        .run(
                                                Pipeline.of(new ExactDedup()),
                                                Corpus.of(documents(600)),
                                                (document, decision) -> {},
                                                cancel))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void run_ofNothing_isNothing() throws IOException {
        var decisions = new ArrayList<Decision>();

        Report report = run(Pipeline.of(MinhashDedup.DEFAULT), List.of(), decisions);

        assertThat(report).isEqualTo(new Report(0, 0, List.of(), List.of()));
    }

    private Report run(Pipeline pipeline, List<Document> documents, List<Decision> decisions)
            throws IOException {
        Report report =
                runner(folder)
                        .run(
                                pipeline,
                                Corpus.of(documents),
                                (document, decision) -> decisions.add(decision),
                                Progress.NONE);
        assertThat(folder).isEmptyDirectory();
        return report;
    }

    /** Plain: two texts are linked if all eight values of one of 14 groups agree. */
    private static List<String> keptByAllPairs(List<Document> documents) {
        int n = documents.size();
        var signatures = new long[n][112];
        var cluster = new int[n];
        for (int i = 0; i < n; i++) {
            var shingles = new Shingles(5, Tokenizer.WHITESPACE);
            int count = shingles.read(documents.get(i).text());
            new MinHash(112).signature(shingles.hashes(), count, signatures[i]);
            cluster[i] = i;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (linked(signatures[i], signatures[j])) {
                    int from = Math.max(cluster[i], cluster[j]);
                    int to = Math.min(cluster[i], cluster[j]);
                    Arrays.setAll(cluster, k -> cluster[k] == from ? to : cluster[k]);
                }
            }
        }
        return IntStream.range(0, n)
                .filter(i -> cluster[i] == i)
                .mapToObj(i -> documents.get(i).id())
                .toList();
    }

    private static boolean linked(long[] one, long[] other) {
        return IntStream.range(0, 14)
                .anyMatch(k -> Arrays.equals(one, 8 * k, 8 * k + 8, other, 8 * k, 8 * k + 8));
    }

    /** Texts of 80 made-up words; two of three are an earlier one with a few words changed. */
    private static List<Document> documents(int count) {
        var random = new Seed(5).derive("documents").generator();
        var texts = new ArrayList<String[]>();
        for (int i = 0; i < count; i++) {
            String[] words = new String[80];
            boolean copy = i > 0 && random.nextInt(3) > 0;
            if (copy) {
                words = texts.get(random.nextInt(i)).clone();
            } else {
                Arrays.setAll(
                        words, w -> Integer.toString(random.nextInt(26 * 26 * 26) + 40000, 36));
            }
            for (int change = copy ? random.nextInt(4) : 0; change > 0; change--) {
                words[random.nextInt(80)] = "changed" + (char) ('a' + random.nextInt(26));
            }
            texts.add(words);
        }
        return documents(
                texts.stream().map(words -> String.join(" ", words)).toArray(String[]::new));
    }

    private static List<Document> documents(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> new Document(Integer.toString(i), texts[i]))
                .toList();
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream().map(Document::id).toList();
    }

    private static List<String> kept(List<Decision> decisions) {
        return decisions.stream().filter(Decision::keep).map(Decision::id).toList();
    }
}
