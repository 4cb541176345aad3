package org.maslin.server.commands;

import picocli.CommandLine;

/** The list of all commands, in the order in which help shows them. */
public final class Commands {

    private Commands() {}

    public static void addTo(CommandLine root) {
        root.addSubcommand(new ServeCommand());
        root.addSubcommand(new DemoCommand());
        root.addSubcommand(new AdminCommand());
        root.addSubcommand(new SimulateCommand());
        root.addSubcommand(new ImportCommand());
        root.addSubcommand(new PredictCommand());
        root.addSubcommand(new GateCommand());
        root.addSubcommand(new WorkCommand());
        root.addSubcommand(new LineageCommand());
        root.addSubcommand(new AuditCommand());
        root.addSubcommand(new BackupCommand());
        root.addSubcommand(new RestoreCommand());
        root.addSubcommand(new QualityCommand());
        root.addSubcommand(new CurateCommand());
        root.addSubcommand(new SynthCommand());
        // Each line adds one command: root.addSubcommand(new ServeCommand());
        root.addSubcommand(new TrainCommand());
        root.addSubcommand(new GenerateCommand());
        root.addSubcommand(new EvalCommand());
    }
}
