package org.maslin.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.client.ApiProblemException;
import org.maslin.server.plumbing.FullDisk;
import org.maslin.server.plumbing.db.PostgresFailedException;
import org.maslin.train.LostWorkerException;
import picocli.CommandLine;

/** Turns what a command threw into a message, a hint and an exit code. */
final class Errors
        implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (exception) {
            case BadInputException bad -> print(err, bad.getMessage(), bad.hint());
            case CommandFailedException failed -> print(err, failed.getMessage(), failed.hint());
            case PostgresFailedException failed -> print(err, failed.getMessage(), failed.hint());
            case LostWorkerException lost -> print(err, lost.getMessage(), null);
            case ApiProblemException refused -> print(err, refused.getMessage(), refused.hint());
            case Exception full when FullDisk.isBehind(full) ->
                    print(
                            err,
                            "The disk is full.",
                            "Free some space and run the same command again.");
            case FileSystemException broken -> print(err, sentence(broken), hint(broken));
            case UncheckedIOException io
                    when io.getCause() instanceof IOException cause && isPlain(io) ->
                    handleExecutionException(cause, command, parsed);
            case UncheckedIOException told -> print(err, told.getMessage(), null);
            case CancellationException cancelled ->
                    print(
                            err,
                            "Cancelled.",
                            "Run the same command again to go on where it stopped.");
            case IllegalArgumentException bad -> print(err, bad.getMessage(), null);
            case ArithmeticException bad -> print(err, bad.getMessage(), null);
            default -> {
                exception.printStackTrace(err);
                err.flush();
            }
        }
        return ExitCode.FAILED;
    }

    /** Whether it says no more than its cause. */
    private static boolean isPlain(UncheckedIOException io) {
        return String.valueOf(io.getCause()).equals(io.getMessage());
    }

    private static String sentence(FileSystemException broken) {
        String file = broken.getFile();
        return switch (broken) {
            case NoSuchFileException missing ->
                    "There is no file or folder %s.".formatted(nearestMissing(file));
            case AccessDeniedException denied ->
                    "This user may not read or write %s.".formatted(file);
            case FileAlreadyExistsException there ->
                    "There is a file %s where a folder is needed.".formatted(file);
            default -> "%s: %s.".formatted(file, broken.getReason());
        };
    }

    /** The folder that a file was to go to, if that is what is missing. */
    private static String nearestMissing(String file) {
        Path folder = Path.of(file).getParent();
        return folder == null || Files.exists(folder) ? file : folder.toString();
    }

    private static String hint(FileSystemException broken) {
        return switch (broken) {
            case NoSuchFileException missing -> "Check the path.";
            case AccessDeniedException denied ->
                    "Change its owner or mode, or choose another path.";
            default -> "Choose another path.";
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
