package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.ApiClient;
import org.maslin.server.evaluation.Gate;
import org.maslin.server.evaluation.GateFlow;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.type.TypeReference;

/** Holds figures against rules; exit code 3 when one does not hold. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description =
                "Hold the figures of an evaluation against the rules of a recipe; exit code 3 when"
                        + " one does not hold. Without rules, those of the product's own loop.")
public final class GateCommand implements Callable<Integer> {

    private static final TypeReference<Map<String, Figure>> FIGURES = new TypeReference<>() {};

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RECIPE.yaml")
    private Path file = Path.of("");

    @Option(names = "--server", paramLabel = "URL", description = "Where the evaluation is.")
    private @Nullable String server;

    @Option(names = "--key", paramLabel = "K", description = "An API key of that server.")
    private @Nullable String key;

    @Option(names = "--json", description = "Print the gate as JSON.")
    private boolean asJson;

    @Override
    public Integer call() throws IOException {
        GateRecipe recipe = GateRecipe.read(file);
        Gate gate = GateFlow.judge(recipe.rules(), figures(recipe));
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(Json.mapper().writeValueAsString(gate));
        } else {
            for (Gate.Check check : gate.checks()) {
                out.printf(
                        "%-5s %-26s %-28s %.3f (n %d, %s)%n",
                        check.holds() ? "holds" : "FAILS",
                        check.name(),
                        check.rule(),
                        check.figure().estimate(),
                        check.figure().n(),
                        check.figure().method());
            }
            out.println(gate.passes() ? "pass" : "fail");
        }
        out.flush();
        return gate.passes() ? ExitCode.OK : ExitCode.CHECK_DID_NOT_HOLD;
    }

    private Map<String, Figure> figures(GateRecipe recipe) throws IOException {
        if (recipe.figures() != null) {
            return Json.mapper().readValue(Files.readString(recipe.figures()), FIGURES);
        }
        if (server == null || key == null) {
            throw new CommandFailedException(
                    "The recipe names an evaluation, and no server is given.",
                    "Add --server URL --key K.");
        }
        var evaluation =
                ApiClient.of(server, key, Json.mapper()).get("/evaluations/" + recipe.evaluation());
        return Json.mapper().readValue(evaluation.path("figures").toString(), FIGURES);
    }
}
