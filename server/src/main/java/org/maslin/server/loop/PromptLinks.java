package org.maslin.server.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.curate.Decision;
import org.maslin.curate.Document;
import org.maslin.server.curation.Curated;
import org.maslin.server.curation.Curations;
import org.maslin.server.curation.PromptPipeline;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.synthesis.DrawnPrompt;
import org.maslin.server.synthesis.PromptPassport;
import org.maslin.server.synthesis.PromptSlice;
import org.maslin.server.synthesis.Prompts;
import org.maslin.server.training.PromptLine;
import tools.jackson.databind.json.JsonMapper;

/** The first links: prompts are drawn, and curated. */
final class PromptLinks {

    /**
     * Drawn for each prompt that is wanted, since curation drops some; doubled until it is enough.
     */
    private static final int SURPLUS = 2;

    private static final int LARGEST_SURPLUS = 32;

    /** Held-out prompts that test the reward model, as a share of the training prompts. */
    private static final double TEST_SHARE = 0.1;

    private final Prompts prompts;
    private final Curations curations;
    private final DataFolder folder;
    private final JsonMapper json;

    PromptLinks(Prompts prompts, Curations curations, DataFolder folder, JsonMapper json) {
        this.prompts = prompts;
        this.curations = curations;
        this.folder = folder;
        this.json = json;
    }

    void draw(ChainRun run, int round) {
        run.link(
                round,
                LinkName.PROMPTS,
                made -> {
                    Seed seed = run.seed("prompts", String.valueOf(round));
                    List<DrawnPrompt> drawn = enough(run, round, seed);
                    PromptPassport passport = prompts.passport(seed, drawn);
                    SavedFiles.write(json, path(run, "drawn-%d.jsonl", round), drawn);
                    SavedFiles.write(json, path(run, "passport-%d.json", round), List.of(passport));
                    prompts.record(run.principal(), passport, drawn);
                    made.count("generated", drawn.size())
                            .origin("synthetic", drawn.size())
                            .reference("recipe", passport.recipeSha256())
                            .note("Drawn by the recipe %s.".formatted(passport.recipe()));
                });
    }

    /** Keeps what is wanted of the drawn prompts; returns the file of those kept. */
    String curate(ChainRun run, int round) {
        String kept = "prompts-%d.jsonl".formatted(round);
        run.link(
                round,
                LinkName.CURATION,
                made -> {
                    List<DrawnPrompt> drawn =
                            SavedFiles.read(
                                    json, path(run, "drawn-%d.jsonl", round), DrawnPrompt.class);
                    List<Curated> curated = curated(run, round, drawn);
                    List<PromptLine> lines = wanted(run, curated);
                    SavedFiles.write(
                            json,
                            path(run, "decisions-%d.jsonl", round),
                            curated.stream().map(Curated::decision).toList());
                    SavedFiles.write(json, path(run, kept, round), lines);
                    made.count("generated", drawn.size())
                            .count(
                                    "passed",
                                    curated.stream().filter(one -> one.decision().keep()).count())
                            .count("kept", lines.size())
                            .origin("synthetic", lines.size());
                    dropped(curated).forEach(made::count);
                });
        return run.file(kept);
    }

    /** Prompts of the evaluation, which no round has used. */
    String evaluation(ChainRun run) {
        int wanted = run.chain().heldOut();
        var lines = new LinkedHashMap<String, PromptLine>();
        var draw =
                prompts.draw(
                        run.seed("evaluation"),
                        text -> PromptSlice.of(text) == PromptSlice.EVALUATION);
        while (lines.size() < wanted) {
            for (DrawnPrompt one : draw.next(wanted)) {
                if (lines.size() < wanted) {
                    lines.putIfAbsent(one.key(), new PromptLine(one.key(), one.text()));
                }
            }
        }
        String file = run.file("evaluation-prompts.jsonl");
        SavedFiles.write(json, folder.chains().resolve(file), lines.values());
        return file;
    }

    /** So many prompts that curation leaves as many as are wanted. */
    private List<DrawnPrompt> enough(ChainRun run, int round, Seed seed) {
        for (int surplus = SURPLUS; surplus <= LARGEST_SURPLUS; surplus *= 2) {
            List<DrawnPrompt> drawn = drawn(run, round, seed, surplus);
            int kept = wanted(run, curated(run, round, drawn)).size();
            if (kept == training(run) + testing(run)) {
                return drawn;
            }
        }
        throw new BadInputException(
                "prompts",
                training(run) + " a round",
                "fewer, because the recipe does not make that many different ones",
                "Start a chain with fewer prompts or rounds.");
    }

    private List<DrawnPrompt> drawn(ChainRun run, int round, Seed seed, int surplus) {
        int rounds = run.chain().rounds();
        var drawn = new ArrayList<DrawnPrompt>();
        drawn.addAll(
                prompts.draw(seed.derive("train"), in(PromptSlice.TRAINING, round, rounds))
                        .next(training(run) * surplus));
        drawn.addAll(
                prompts.draw(seed.derive("test"), in(PromptSlice.REWARD_TEST, round, rounds))
                        .next(testing(run) * surplus));
        return drawn;
    }

    private List<Curated> curated(ChainRun run, int round, List<DrawnPrompt> drawn) {
        return curations.curate(
                PromptPipeline.pipeline(),
                drawn.stream().map(one -> new Document(one.key(), one.text())).toList(),
                path(run, "curation-%d", round));
    }

    private static Predicate<String> in(PromptSlice slice, int round, int rounds) {
        return text -> PromptSlice.of(text) == slice && PromptSlice.round(text, rounds) == round;
    }

    private static int training(ChainRun run) {
        return run.chain().prompts();
    }

    private static int testing(ChainRun run) {
        return Math.max(5, (int) (run.chain().prompts() * TEST_SHARE));
    }

    /** The first of the kept prompts of each kind, as many as were asked for. */
    private static List<PromptLine> wanted(ChainRun run, List<Curated> curated) {
        var lines = new ArrayList<PromptLine>();
        int train = 0;
        int test = 0;
        for (Curated one : curated) {
            if (!one.decision().keep()) {
                continue;
            }
            String text = one.document().text();
            boolean training = PromptSlice.of(text) == PromptSlice.TRAINING;
            if (training ? train++ < training(run) : test++ < testing(run)) {
                lines.add(new PromptLine(one.document().id(), text));
            }
        }
        return lines;
    }

    private static Map<String, Long> dropped(List<Curated> curated) {
        var counts = new TreeMap<String, Long>();
        for (Curated one : curated) {
            Decision decision = one.decision();
            if (!decision.keep()) {
                counts.merge(name(String.valueOf(decision.stage())), 1L, Long::sum);
            }
        }
        return counts;
    }

    private static String name(String stage) {
        return switch (stage) {
            case "exact-dedup" -> "exact-duplicates";
            case "minhash-dedup" -> "near-duplicates";
            default -> stage;
        };
    }

    private Path path(ChainRun run, String name, int round) {
        return folder.chains().resolve(run.file(name.formatted(round)));
    }
}
