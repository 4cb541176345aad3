package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.evaluation.Gate;
import org.maslin.server.evaluation.GateFlow;
import org.maslin.server.evaluation.GateRecipe;
import org.maslin.server.evaluation.GateRecipes;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maslin gate}: holds an evaluation's figures against rules. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description =
                "Hold what an evaluation measured against the rules of a recipe; exit code 3 says"
                        + " that one does not hold.")
public final class GateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RECIPE.yaml", description = "The rules, and maybe the evaluation.")
    private Path recipe = Path.of("");

    @Option(
            names = "--evaluation",
            paramLabel = "ID|FILE",
            description = "The evaluation, instead of the one that the recipe names.")
    private @Nullable String evaluation;

    @Mixin private EvaluationSource source = new EvaluationSource();

    @Option(names = "--json", description = "Print the verdict and all checks as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        GateRecipe rules = GateRecipes.read(recipe);
        Gate gate = GateFlow.judge(rules.rules(), source.measured(name(rules), folder()));
        print(spec.commandLine().getOut(), gate);
        return gate.passes() ? ExitCode.OK : ExitCode.CHECK_DID_NOT_HOLD;
    }

    private String name(GateRecipe rules) {
        String name = evaluation == null ? rules.evaluation() : evaluation;
        if (name == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The recipe names no evaluation. Name one with --evaluation.");
        }
        return name;
    }

    /** A file that the recipe names stands beside it; one named here, where we are. */
    private Path folder() {
        return evaluation == null ? recipe.toAbsolutePath().resolveSibling("") : Path.of("");
    }

    private void print(PrintWriter out, Gate gate) {
        if (json) {
            out.println(Json.mapper().writeValueAsString(gate));
        } else {
            for (Gate.Check check : gate.checks()) {
                out.printf(
                        "%-5s  %s: %s; it is %s%n",
                        check.holds() ? "holds" : "FAILS",
                        check.name(),
                        check.rule(),
                        Figures.text(check.figure()));
            }
            out.println(gate.passes() ? "The gate is open." : "The gate is shut.");
        }
        out.flush();
    }
}
