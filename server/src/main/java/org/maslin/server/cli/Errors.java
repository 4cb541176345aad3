package org.maslin.server.cli;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.db.PostgresFailedException;
import picocli.CommandLine;

/** Turns what a command threw into a message, a hint and an exit code. */
final class Errors
        implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (exception) {
            case BadInputException bad -> {
                print(err, bad.getMessage(), bad.hint());
                yield ExitCode.FAILED;
            }
            case CommandFailedException failed -> {
                print(err, failed.getMessage(), failed.hint());
                yield ExitCode.FAILED;
            }
            case PostgresFailedException failed -> {
                print(err, failed.getMessage(), failed.hint());
                yield ExitCode.FAILED;
            }
            case NoSuchFileException missing -> {
                print(err, "There is no file %s.".formatted(missing.getFile()), "Check the path.");
                yield ExitCode.FAILED;
            }
            case CancellationException cancelled -> {
                print(err, "Cancelled.", "Run the same command again to go on where it stopped.");
                yield ExitCode.FAILED;
            }
            case IllegalArgumentException bad -> {
                print(err, bad.getMessage(), null);
                yield ExitCode.FAILED;
            }
            default -> {
                exception.printStackTrace(err);
                err.flush();
                yield ExitCode.FAILED;
            }
        };
    }

    @Override
    public int handleParseException(CommandLine.ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        print(
                command.getErr(),
                String.valueOf(exception.getMessage()),
                "See '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
        return ExitCode.BAD_USAGE;
    }

    private static void print(PrintWriter err, @Nullable String message, @Nullable String hint) {
        err.println("error: " + message);
        if (hint != null) {
            err.println("hint: " + hint);
        }
        err.flush();
    }
}
