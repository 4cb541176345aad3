package org.maslin.server.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.server.cli.ExitCode;
import picocli.CommandLine;

class QualityCommandTest {

    private static final String VOTES =
            """
            task,worker,label
            t1,ann,cat
            t1,bob,"dog, big"
            t1,eve,cat
            t2,ann,cat
            t2,bob,cat
            t2,bob,"dog, big"
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void aggregate_writesLabelsInTheOrderOfTasks() throws IOException {
        Path result = folder.resolve("out.csv");

        assertThat(run("aggregate", votes(VOTES), "--method", "majority", "-o", result.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readString(result))
                .isEqualTo(
                        """
                        task,label,probability
                        t1,cat,0.6666666666666666
                        t2,cat,0.5
                        """);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("5 answers, 2 tasks, 3 workers, 2 labels; majority");
    }

    @Test
    void aggregate_withoutFile_printsToStandardOutput() throws IOException {
        assertThat(run("aggregate", votes(VOTES))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("task,label,probability\nt1,cat,0.");
    }

    @Test
    void aggregate_writesWorkersWithIntervals() throws IOException {
        Path workers = folder.resolve("workers.csv");
        run("aggregate", votes(VOTES), "--workers", workers.toString());

        assertThat(Files.readAllLines(workers))
                .hasSize(4)
                .first()
                .isEqualTo("worker,skill,low,high,n");
        assertThat(Files.readAllLines(workers).get(3)).startsWith("eve,").endsWith(",1");
    }

    @Test
    void methodNotAvailable_isBadUsage_andNamesThoseThatAre() throws IOException {
        assertThat(run("aggregate", votes(VOTES), "--method", "gald"))
                .isEqualTo(ExitCode.BAD_USAGE);
        assertThat(err.toString()).contains("gald", "auto, majority, wawa", "\"glad\"");
    }

    @Test
    void compat_isForSomeMethodsOnly() throws IOException {
        String votes = votes(VOTES);
        assertThat(run("aggregate", votes, "--compat", "crowd-kit")).isEqualTo(ExitCode.BAD_USAGE);
        assertThat(
                        run(
                                "aggregate",
                                votes,
                                "--method",
                                "dawid-skene",
                                "--compat",
                                "crowd-kit",
                                "--iterations",
                                "3",
                                "--tolerance",
                                "0"))
                .isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("dawid-skene (crowd-kit), 3 rounds");
    }

    @Test
    void everyMethod_answersEveryTask() throws IOException {
        for (String method :
                List.of(
                        "auto",
                        "majority",
                        "wawa",
                        "zero-based-skill",
                        "one-coin",
                        "dawid-skene",
                        "glad",
                        "mace",
                        "kos",
                        "mmsr",
                        "ibcc",
                        "bwa",
                        "ebcc")) {
            Path result = folder.resolve(method + ".csv");

            assertThat(
                            run(
                                    "aggregate",
                                    votes(VOTES),
                                    "--method",
                                    method,
                                    "--seed",
                                    "3",
                                    "-o",
                                    result.toString()))
                    .isEqualTo(ExitCode.OK);
            assertThat(Files.readAllLines(result)).hasSize(3).noneMatch(l -> l.contains("NaN"));
        }
    }

    @Test
    void repeatedAnswers_canAllSpeak() throws IOException {
        run("aggregate", votes(VOTES), "--method", "majority", "--repeats", "all");

        assertThat(out.toString()).contains("t2,cat,0.6666666666666666");
        assertThat(run("aggregate", votes(VOTES), "--method", "wawa", "--iterations", "2"))
                .isEqualTo(ExitCode.BAD_USAGE);
    }

    @Test
    void missingLabel_isToldWithItsPlace() throws IOException {
        assertThat(run("aggregate", votes("task,worker,label\nt1,ann,\n")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("votes.csv:2, column \"label\"");
    }

    @Test
    void fileWithoutAnswers_isRefused() throws IOException {
        assertThat(run("agreement", votes("task,worker,label\n"))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("no row below the header");
    }

    @Test
    void agreement_printsOneFigureAsJson() throws IOException {
        assertThat(run("agreement", votes(VOTES), "--metric", "percent", "--json"))
                .isEqualTo(ExitCode.OK);
        // Task t1: 1 of 3 pairs is equal; t2: none. Mean 1/6.
        assertThat(out.toString())
                .startsWith("{\"estimate\":0.16666666666666666,\"low\":")
                .contains("\"n\":2,\"method\":\"percent-agreement, percentile bootstrap");
    }

    @Test
    void agreement_withALevelThatMeansNothing_isBadUsage() throws IOException {
        assertThat(run("agreement", votes(VOTES), "--metric", "fleiss", "--level", "ratio"))
                .isEqualTo(ExitCode.BAD_USAGE);
        assertThat(run("agreement", votes(VOTES), "--metric", "flies"))
                .isEqualTo(ExitCode.BAD_USAGE);
        assertThat(err.toString()).contains("Maybe you meant \"fleiss\"");
    }

    @Test
    void rank_writesItemsBestFirst() throws IOException {
        String pairs = votes("left,right,worker,label\na,b,w,a\nb,c,w,b\na,c,v,a\na,b,v,tie\n");

        for (String model : List.of("bradley-terry", "davidson", "crowd-bt")) {
            Path result = folder.resolve("ranks.csv");
            assertThat(run("rank", pairs, "--model", model, "-o", result.toString()))
                    .isEqualTo(ExitCode.OK);
            List<String> lines = Files.readAllLines(result);
            assertThat(lines.getFirst()).isEqualTo("item,score,low,high");
            assertThat(lines.stream().skip(1).map(l -> l.substring(0, 1)))
                    .containsExactly("a", "b", "c");
        }
        assertThat(err.toString()).contains("4 comparisons, 3 items, 2 workers; crowd-bt.");
    }

    @Test
    void rank_tellsBiases_andWorkers() throws IOException {
        String pairs = votes("left,right,worker,label,longer\na,b,w,a,10\nb,a,w,b,3\na,b,v,b,-2\n");
        Path workers = folder.resolve("abilities.csv");

        assertThat(
                        run(
                                "rank",
                                pairs,
                                "--model",
                                "crowd-bt",
                                "--position-bias",
                                "--length-bias",
                                "longer",
                                "--workers",
                                workers.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("bias of position: ", "bias of length: ");
        assertThat(Files.readAllLines(workers))
                .hasSize(3)
                .first()
                .isEqualTo("worker,skill,low,high,n");
    }

    @Test
    void rank_refusesAPreferenceOfNeither_withItsPlace() throws IOException {
        assertThat(run("rank", votes("left,right,worker,label\na,b,w,c\n")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("votes.csv:2, column \"label\"", "\"c\"");
        assertThat(run("rank", votes("left,right,worker,label\n"), "--model", "elo"))
                .isEqualTo(ExitCode.BAD_USAGE);
    }

    private String votes(String content) throws IOException {
        Path file = folder.resolve("votes.csv");
        Files.writeString(file, content);
        return file.toString();
    }

    private int run(String... arguments) {
        var command = new CommandLine(new QualityCommand());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                    line.getErr().println(exception.getMessage());
                    return ExitCode.FAILED;
                });
        return command.execute(arguments);
    }
}
