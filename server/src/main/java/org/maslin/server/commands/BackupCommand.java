package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.backup.Backup;
import org.maslin.server.backup.BackupSummary;
import org.maslin.server.cli.ConsoleProgress;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Foundation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a whole installation into one file. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Write tables, keys and files of an installation into one file, server running or not.",
            "Without a passphrase the file holds the installation's keys in the open: keep it as safe"
                    + " as the data folder."
        })
public final class BackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (default $XDG_DATA_HOME/maslin).")
    private @Nullable Path data;

    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            description = "The PostgreSQL of the server, if it is not the bundled one.")
    private @Nullable String db;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Seal the backup under the passphrase in the first line of this file.")
    private @Nullable Path passphraseFile;

    @Override
    public Integer call() throws IOException {
        Path folder = data == null ? DataFolder.defaultPath(System.getenv()) : data;
        if (!DataFolder.exists(folder)) {
            throw new BadInputException(
                    "--data " + folder, "no data folder", "one to back up", "Check the path.");
        }
        var progress = new ConsoleProgress(spec.commandLine().getErr());
        try (var foundation = Foundation.openOrJoin(folder, db)) {
            print(spec, "Saved", Backup.write(foundation, file, passphraseFile, progress));
        }
        return ExitCode.OK;
    }

    static void print(CommandSpec spec, String verb, BackupSummary summary) {
        var out = spec.commandLine().getOut();
        out.printf(
                "%s %d rows and %d files; %d entries of the audit log.%n",
                verb, summary.rows(), summary.files(), summary.auditSize());
        out.print(summary.auditNote());
        out.flush();
    }
}
