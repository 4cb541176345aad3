package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.ChatEndpoint;
import org.maslin.train.BestOfN;
import org.maslin.train.Completion;
import org.maslin.train.LanguageModel;
import org.maslin.train.Sampler;
import org.maslin.train.SamplingOptions;
import org.maslin.train.SamplingPrompt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code maslin generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Lets a model complete a prompt, or every prompt of a file.")
public final class GenerateCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Spec private CommandSpec spec;

    @Option(names = "--model", paramLabel = "DIR", description = "The model.")
    private @Nullable Path model;

    @Mixin private EndpointOptions endpoint = new EndpointOptions();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(names = "--prompt", paramLabel = "TEXT", description = "One prompt.")
        private @Nullable String prompt;

        @Option(
                names = "--prompts",
                paramLabel = "FILE.jsonl",
                description = "Rows with \"prompt\"; writes rows with prompt and completion.")
        private @Nullable Path file;
    }

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "128",
            description = "The most tokens of a completion (default: ${DEFAULT-VALUE}).")
    private int maxTokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description = "0 takes the likeliest token (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1",
            description = "Completions of each prompt (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            defaultValue = "0",
            description = "Draws from the N likeliest tokens; 0 for all (default).")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Draws from the likeliest tokens that have this share (default: 1).")
    private double topP;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            defaultValue = "0",
            description = "Draws from tokens this fraction as likely as the first (default: 0).")
    private double minP;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "A completion ends before this text; may be repeated.")
    private List<String> stops = List.of();

    @Option(
            names = "--reward-model",
            paramLabel = "DIR",
            description = "Prints, of a prompt's samples, the one that this model likes best.")
    private @Nullable Path rewardModel;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Decides what is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        PrintWriter output = spec.commandLine().getOut();
        List<SamplingPrompt> prompts = prompts();
        if (endpoint.given()) {
            return ask(output, prompts);
        }
        Path folder = model;
        if (folder == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing required option: '--model=DIR' or '--endpoint=URL'");
        }
        var options =
                new SamplingOptions(
                        maxTokens, temperature, samples, topK, topP, minP, stops, new Seed(seed));
        try (LanguageModel loaded = LanguageModel.load(folder)) {
            List<Completion> completions =
                    new Sampler().sample(loaded, prompts, options, new StandardErrorProgress());
            int each = rewardModel == null ? samples : 1;
            List<Completion> shown =
                    rewardModel == null
                            ? completions
                            : BestOfN.of(rewardModel, prompts, completions, samples);
            for (int i = 0; i < shown.size(); i++) {
                output.println(
                        source.prompt != null
                                ? shown.get(i).text()
                                : row(prompts.get(i / each), shown.get(i)));
            }
        }
        output.flush();
        return ExitCode.OK;
    }

    /** Completions by a model behind an address. */
    private int ask(PrintWriter output, List<SamplingPrompt> prompts) {
        ChatEndpoint asked = endpoint.open();
        var progress = new StandardErrorProgress();
        long done = 0;
        for (SamplingPrompt prompt : prompts) {
            for (int sample = 0; sample < samples; sample++) {
                long own =
                        new Seed(seed).derive(prompt.key(), Integer.toString(sample)).value() >>> 1;
                var answer =
                        asked.ask(
                                List.of(ChatEndpoint.Message.user(prompt.text())),
                                new ChatEndpoint.Options(maxTokens, temperature, own));
                output.println(
                        source.prompt != null ? answer.text() : row(prompt, asked.model(), answer));
                output.flush();
                progress.at(++done, (long) prompts.size() * samples, "asking");
            }
        }
        return ExitCode.OK;
    }

    private static String row(SamplingPrompt prompt, String model, ChatEndpoint.Answer answer) {
        ObjectNode row = JSON.createObjectNode();
        row.put("id", prompt.key())
                .put("prompt", prompt.text())
                .put("completion", answer.text())
                .put("finished", answer.finished())
                .put("model", model);
        return JSON.writeValueAsString(row);
    }

    private static String row(SamplingPrompt prompt, Completion completion) {
        ObjectNode row = JSON.createObjectNode();
        row.put("id", prompt.key())
                .put("prompt", prompt.text())
                .put("completion", completion.text())
                .put("finished", completion.finished())
                .put("log_prob", completion.logProb());
        return JSON.writeValueAsString(row);
    }

    private List<SamplingPrompt> prompts() throws IOException {
        Path file = source.file;
        return file == null
                ? List.of(new SamplingPrompt("prompt", String.valueOf(source.prompt)))
                : read(file);
    }

    private static List<SamplingPrompt> read(Path file) throws IOException {
        List<SamplingPrompt> prompts = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                JsonNode row = parse(file + ":" + number, line);
                String key = row.path("id").asString(Integer.toString(number));
                prompts.add(new SamplingPrompt(key, row.path("prompt").asString()));
            }
        }
        return prompts;
    }

    private static JsonNode parse(String place, String line) {
        try {
            JsonNode row = JSON.readTree(line);
            if (row.path("prompt").isString()) {
                return row;
            }
        } catch (JacksonException e) {
            // Told below, together with rows that lack a prompt.
        }
        throw new BadInputException(
                place, "no prompt", "an object with the text \"prompt\"", "Correct the line.");
    }
}
