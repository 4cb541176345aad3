package org.maslin.quality;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Answers for tests: from words, from golden files, and simulated. */
final class TestAnswers {

    private TestAnswers() {}

    /** Answers written as "task worker label", split by semicolons. */
    static Answers of(String text) {
        var answers = Answers.builder();
        for (String row : text.split(";", -1)) {
            String[] words = row.strip().split(" ", -1);
            answers.add(words[0], words[1], words[2]);
        }
        return answers.build();
    }

    static Answers golden(String file) {
        return parse(goldenLines(file), Answers.Repeats.LAST);
    }

    static Answers goldenWithRepeats(String file) {
        return parse(goldenLines(file), Answers.Repeats.ALL);
    }

    static Answers file(Path file) throws IOException {
        return parse(Files.readAllLines(file), Answers.Repeats.LAST);
    }

    static List<String> goldenLines(String file) {
        try (InputStream in = TestAnswers.class.getResourceAsStream("golden/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no golden file %s.".formatted(file));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every worker is right with the given probability, else says any label. */
    static Answers simulated(int tasks, int overlap, int classes, double... skills) {
        var random = new SplittableRandom(7);
        var answers = Answers.builder();
        for (int task = 0; task < tasks; task++) {
            int truth = random.nextInt(classes);
            int start = random.nextInt(skills.length);
            for (int i = 0; i < overlap; i++) {
                int worker = (start + i) % skills.length;
                int said = random.nextDouble() < skills[worker] ? truth : random.nextInt(classes);
                answers.add("t" + task + "=" + truth, "w" + worker, Integer.toString(said));
            }
        }
        return answers.build();
    }

    private static Answers parse(List<String> lines, Answers.Repeats repeats) {
        var answers = Answers.builder().repeats(repeats);
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            answers.add(row[0], row[1], row[2]);
        }
        return answers.build();
    }
}
