package org.maslin.server.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.maslin.server.Application;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.process.ParentLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works off the long jobs of a server: training and sampling. */
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description =
                "Run the long jobs of a server. The server starts one such process itself; more may"
                        + " run on the same database and data folder, on other machines too, and"
                        + " train with it.")
public final class WorkCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data folder (default $XDG_DATA_HOME/maslin).")
    private @Nullable Path data;

    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            description = "The server's PostgreSQL, if it is not the bundled one.")
    private @Nullable String db;

    @Mixin private GraderOptions graders = new GraderOptions();

    @Mixin private BlobOptions blobs = new BlobOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Option(names = "--instance", hidden = true)
    private @Nullable String instance;

    @Option(names = "--child", hidden = true)
    private boolean child;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (child) {
            ParentLink.open();
        }
        Path folder = data == null ? DataFolder.defaultPath(System.getenv()) : data;
        String name = instance == null ? "worker-" + UUID.randomUUID() : instance;
        Foundation foundation =
                db == null ? Foundation.openOrJoin(folder, null) : Foundation.join(folder, db);
        var settings =
                new Settings(
                        Settings.Role.WORKER,
                        name,
                        false,
                        false,
                        db,
                        graders.endpoint().allowEgress(),
                        null,
                        blobs.store(),
                        List.of(),
                        graders.endpoint().address(),
                        null,
                        own.address());
        try (var context = Application.start(foundation, settings)) {
            context.registerShutdownHook();
            if (!child) {
                greet(folder, settings);
            }
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private void greet(Path folder, Settings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Works on the jobs of %s as %s; others reach it at %s.%n",
                folder.toAbsolutePath().normalize(), settings.instance(), settings.ownAddress());
        out.flush();
    }
}
