package org.maslin.server.cli;

import org.maslin.server.commands.Commands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of the program. */
@Command(
        name = "maslin",
        mixinStandardHelpOptions = true,
        version = "maslin " + Maslin.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        description = "Training data and aligned models, with every link on record.")
public final class Maslin implements Runnable {

    public static final String VERSION = "0.1.0";

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and tells its exit code. */
    public static int run(String... arguments) {
        var root = new CommandLine(new Maslin());
        Commands.addTo(root);
        var errors = new Errors();
        return root.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
