package org.maslin.server.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code maslin quality}: what is known about labels without a server. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AggregateCommand.class, AgreementCommand.class, RankCommand.class},
        description = "Consensus, skill, agreement and ranks of a file of answers.")
final class QualityCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "A command is missing: aggregate, agreement or rank.");
    }
}
