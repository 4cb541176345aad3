package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Lineage;
import org.maslin.server.records.Lineages;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what made something, and what it reached. */
@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        description = "Show what made something on record (--up) and what it reached (--down).")
public final class LineageCommand implements Callable<Integer> {

    private static final int SHOWN_OF_A_KIND = 5;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "Id, key or hash of anything on record.")
    private String id = "";

    @ArgGroup private Way way = new Way();

    /** Which way to walk; both without either. */
    static final class Way {
        @Option(names = "--up", description = "Only what made it.")
        private boolean up;

        @Option(names = "--down", description = "Only what it reached.")
        private boolean down;
    }

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Option(names = "--db", paramLabel = "JDBC_URL", description = "The server's PostgreSQL.")
    private @Nullable String db;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100000",
            description = "The most records to visit (default 100,000).")
    private int limit;

    @Option(names = "--json", description = "Print the whole graph as JSON.")
    private boolean asJson;

    @Override
    public Integer call() throws IOException {
        try (var features = LocalFeatures.open(data, db)) {
            if (!way.down) {
                print(walk(features, Lineage.Direction.UP));
            }
            if (!way.up) {
                print(walk(features, Lineage.Direction.DOWN));
            }
        }
        return ExitCode.OK;
    }

    private Lineage walk(LocalFeatures features, Lineage.Direction direction) {
        try {
            return features.get(Lineages.class).around(features.principal(), id, direction, limit);
        } catch (RefusedException unknown) {
            throw new CommandFailedException(
                    "There is nothing on record under %s.".formatted(id),
                    "Give the id of a sample, task, version or model, or the key of a prompt.");
        }
    }

    private void print(Lineage lineage) {
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(Json.mapper().writeValueAsString(lineage));
        } else {
            printText(out, lineage);
        }
        out.flush();
    }

    private static void printText(PrintWriter out, Lineage lineage) {
        boolean up = lineage.direction() == Lineage.Direction.UP;
        out.printf(
                "%s %s %s%n",
                up ? "What made" : "What came of", lineage.start().kind(), lineage.start().id());
        Map<String, Integer> shown = new HashMap<>();
        for (Lineage.Reached node : lineage.nodes()) {
            if (node.depth() > 0 && shown.merge(node.kind(), 1, Integer::sum) <= SHOWN_OF_A_KIND) {
                out.printf("  %d  %-12s %s%n", node.depth(), node.kind(), node.id());
            }
        }
        lineage.counts().forEach((kind, count) -> out.printf("  %,d %s%n", count, kind));
        if (lineage.truncated()) {
            out.println("  … and more; raise --limit to see them.");
        }
    }
}
