package org.maslin.server.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.ChatEndpoint;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.TextSource;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maslin eval judge}: a model compares the completions of two others. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = {
            "Has a model behind an OpenAI-compatible address compare completions of the same prompts. Each pair is"
                    + " shown in both orders, and the mean of both verdicts is the outcome.",
            "Writes judgements for 'maslin eval win-rate', which corrects them by people's where there are some."
        })
final class JudgeCommand implements Callable<Integer> {

    private static final Pattern VERDICT = Pattern.compile("\\b(a|b|tie)\\b");
    private static final String QUESTION =
            """
            Two assistants answered the same request. Judge which answer is better: more correct, \
            more helpful, better in tone. Length alone is no merit.

            [Request]
            %s

            [Answer A]
            %s

            [Answer B]
            %s

            Reply with one word: A, B or tie.""";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "CANDIDATE.jsonl",
            description = "Rows with \"prompt\" and \"completion\".")
    private Path candidate = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "OPPONENT.jsonl",
            description = "The same prompts, otherwise completed.")
    private Path opponent = Path.of("");

    @Mixin private EndpointOptions endpoint = new EndpointOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "JUDGEMENTS.jsonl",
            required = true)
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Map<String, String> ours = read(candidate);
        Map<String, String> theirs = read(opponent);
        ours.keySet().retainAll(theirs.keySet());
        if (ours.isEmpty()) {
            throw new BadInputException(
                    candidate + ", " + opponent,
                    "no prompt in both",
                    "completions of the same prompts",
                    "Complete one file of prompts with both models.");
        }
        ChatEndpoint judge = endpoint.open();
        Progress progress = new StandardErrorProgress();
        int unclear = 0;
        long done = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(output)) {
            for (Map.Entry<String, String> one : ours.entrySet()) {
                String other = theirs.getOrDefault(one.getKey(), "");
                Double first = verdict(judge, one.getKey(), one.getValue(), other);
                Double second = verdict(judge, one.getKey(), other, one.getValue());
                if (first == null || second == null) {
                    unclear++;
                } else {
                    double outcome = (first + 1 - second) / 2;
                    writer.write(row(judge, one.getKey(), outcome, one.getValue(), other));
                    writer.newLine();
                }
                progress.at(++done, ours.size(), "judging");
            }
        }
        spec.commandLine()
                .getOut()
                .println(
                        "%d prompts judged, %d without a clear verdict."
                                .formatted(done - unclear, unclear));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** 1 where the first answer is better, 0 where the second is, null where it cannot be told. */
    private static @Nullable Double verdict(
            ChatEndpoint judge, String prompt, String first, String second) {
        String question = QUESTION.formatted(prompt, first, second);
        return outcome(
                judge.ask(
                                List.of(ChatEndpoint.Message.user(question)),
                                new ChatEndpoint.Options(16, 0, 0))
                        .text());
    }

    /** The last verdict that a reply names; a model may think aloud before it. */
    static @Nullable Double outcome(String reply) {
        Matcher verdict = VERDICT.matcher(reply.toLowerCase(Locale.ROOT));
        String last = "";
        while (verdict.find()) {
            last = verdict.group(1);
        }
        return switch (last) {
            case "a" -> 1.0;
            case "b" -> 0.0;
            case "tie" -> 0.5;
            default -> null;
        };
    }

    private static String row(
            ChatEndpoint judge, String prompt, double outcome, String ours, String theirs) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("prompt", prompt);
        row.put("judge", judge.model());
        row.put("outcome", outcome);
        row.put("length_difference", ours.length() - theirs.length());
        row.put("human", false);
        return Json.mapper().writeValueAsString(row);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> completions = new LinkedHashMap<>();
        try (InputStream in = TextSource.open(file)) {
            JsonLines.read(
                    in,
                    file.toString(),
                    line -> completions.put(text(line, "prompt"), text(line, "completion")),
                    line -> {
                        throw new BadInputException(
                                line.place(), line.found(), line.expected(), line.hint());
                    });
        }
        return completions;
    }

    private static String text(JsonLine line, String field) {
        if (!line.fields().path(field).isString()) {
            throw new BadInputException(
                    line.place(field),
                    line.fields().path(field).toString(),
                    "a text",
                    "Write rows as 'maslin generate --prompts' does.");
        }
        return line.fields().path(field).asString();
    }
}
