package org.maslin.server.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Seed;
import org.maslin.core.Sha256;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.recipes.HelpDesk;
import org.maslin.server.recipes.TextRecipes;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Edge;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import org.maslin.synth.text.TextWriter;

/** Prompts by the recipe of the help desk. */
public final class Prompts {

    private final Transactions transactions;
    private final Audit audit;
    private final Provenance provenance;
    private @Nullable Recipe loaded;

    private record Recipe(TextWriter writer, String hash) {}

    Prompts(Transactions transactions, Audit audit, Provenance provenance) {
        this.transactions = transactions;
        this.audit = audit;
        this.provenance = provenance;
    }

    private synchronized Recipe loaded() {
        Recipe recipe = loaded;
        if (recipe == null) {
            recipe = load();
            loaded = recipe;
        }
        return recipe;
    }

    private static Recipe load() {
        try {
            TextRecipes.Loaded loaded = TextRecipes.load(HelpDesk.NAME);
            return new Recipe(new TextWriter(loaded.recipe().world()), loaded.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a draw of prompts that meet a condition. */
    public PromptDraw draw(Seed seed, Predicate<String> wanted) {
        return new PromptDraw(loaded().writer(), seed, wanted);
    }

    /** The recipe as provenance knows it. */
    public Node recipe() {
        return new Node("recipe", loaded().hash());
    }

    public PromptPassport passport(Seed seed, List<DrawnPrompt> prompts) {
        String rows = prompts.stream().map(DrawnPrompt::text).collect(Collectors.joining("\n"));
        return new PromptPassport(
                HelpDesk.NAME, loaded().hash(), seed.value(), prompts.size(), Sha256.hex(rows));
    }

    /** Puts on record that these prompts came from the recipe. */
    public void record(Principal principal, PromptPassport passport, List<DrawnPrompt> prompts) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    provenance.record(
                            principal,
                            prompts.stream()
                                    .map(DrawnPrompt::key)
                                    .distinct()
                                    .map(key -> new Edge(recipe(), new Node("prompt", key), "draw"))
                                    .toList());
                    audit.record(
                            principal,
                            "draw-prompts",
                            recipe(),
                            Map.of(
                                    "rows", String.valueOf(passport.rows()),
                                    "seed", String.valueOf(passport.seed()),
                                    "sha256", passport.rowsSha256()));
                });
    }
}
