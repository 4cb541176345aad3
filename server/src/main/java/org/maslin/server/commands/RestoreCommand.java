package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.server.backup.Restore;
import org.maslin.server.cli.ConsoleProgress;
import org.maslin.server.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Make a data folder from a backup. It is checked whole before it is put at its place.")
public final class RestoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data folder to make; empty or not there yet.")
    private Path data = Path.of("");

    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            description = "An empty PostgreSQL database to fill, instead of the bundled one.")
    private @Nullable String db;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase of a sealed backup, in the first line of this file.")
    private @Nullable Path passphraseFile;

    @Override
    public Integer call() throws IOException {
        var progress = new ConsoleProgress(spec.commandLine().getErr());
        BackupCommand.print(
                spec, "Restored", Restore.read(file, data, passphraseFile, db, progress));
        return ExitCode.OK;
    }
}
