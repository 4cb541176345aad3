package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;
import org.maslin.server.cli.ExitCode;
import org.maslin.train.LanguageModel;
import org.maslin.train.RewardAccuracies;
import org.maslin.train.RewardModel;
import org.maslin.train.Scorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code maslin eval}: a group of measures. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MEASURE",
        description =
                "Measures a model on data it was not trained on, or by what was judged of it.",
        subcommands = {
            EvalCommand.Perplexity.class,
            EvalCommand.RewardAccuracy.class,
            EvalCommand.Logits.class,
            WinRateCommand.class,
            JudgeCommand.class
        })
public final class EvalCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static final class Inputs {
        @Option(names = "--model", paramLabel = "DIR", required = true, description = "The model.")
        private Path model;

        @Option(
                names = "--data",
                paramLabel = "FILE.jsonl",
                required = true,
                description = "The rows to measure on.")
        private Path data;

        @Option(names = "--json", description = "Prints one JSON object.")
        private boolean json;
    }

    /** {@code maslin eval perplexity}. */
    @Command(
            name = "perplexity",
            mixinStandardHelpOptions = true,
            description = "How surprised a language model is by completions or texts.")
    static final class Perplexity implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Inputs inputs = new Inputs();

        @Override
        public Integer call() throws IOException {
            try (LanguageModel model = LanguageModel.load(inputs.model)) {
                print(spec, inputs, new Scorer().perplexity(model, inputs.data));
            }
            return ExitCode.OK;
        }
    }

    /** {@code maslin eval logits}. */
    @Command(
            name = "logits",
            mixinStandardHelpOptions = true,
            description =
                    "The scores of the vocabulary after each token of rows {\"input_ids\"}, one JSON"
                            + " list of lists a line.")
    static final class Logits implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Inputs inputs = new Inputs();

        @Override
        public Integer call() throws IOException {
            try (LanguageModel model = LanguageModel.load(inputs.model)) {
                for (float[][] row : new Scorer().logits(model, inputs.data)) {
                    spec.commandLine()
                            .getOut()
                            .println(JsonMapper.shared().writeValueAsString(row));
                }
            }
            return ExitCode.OK;
        }
    }

    /** {@code maslin eval reward-accuracy}. */
    @Command(
            name = "reward-accuracy",
            mixinStandardHelpOptions = true,
            description = "How often a reward model prefers the completion that people chose.")
    static final class RewardAccuracy implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Inputs inputs = new Inputs();

        @Option(
                names = "--subset",
                paramLabel = "FIELD",
                description =
                        "The field that names each row's subset, such as metadata.source (default:"
                                + " subset or metadata.subset, where rows have one).")
        private @Nullable String subset;

        @Override
        public Integer call() throws IOException {
            RewardAccuracies accuracy;
            try (RewardModel model = RewardModel.load(inputs.model)) {
                accuracy = new Scorer().rewardAccuracy(model, inputs.data, subset);
            }
            PrintWriter out = spec.commandLine().getOut();
            if (inputs.json) {
                out.println(Figures.json(accuracy.all(), "subsets", accuracy.subsets()));
            } else {
                out.println(Figures.text(accuracy.all()));
                accuracy.subsets()
                        .forEach((name, one) -> out.println(name + ": " + Figures.text(one)));
            }
            return ExitCode.OK;
        }
    }

    private static void print(CommandSpec spec, Inputs inputs, Figure figure) {
        String text = inputs.json ? Figures.json(figure) : Figures.text(figure);
        spec.commandLine().getOut().println(text);
    }
}
