package org.maslin.server.commands;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.maslin.security.audit.AuditFinding;
import org.maslin.security.audit.AuditVerifier;
import org.maslin.security.audit.VerifierKey;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.records.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The audit log for outsiders: written to a file, and checked offline. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Export the audit log, and verify an exported one offline.")
public final class AuditCommand {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Write the whole server's log to a file; prints the public key that verifies it.")
    int export(
            @Option(names = "-o", required = true, paramLabel = "FILE") Path file,
            @Option(names = "--data", paramLabel = "DIR") @Nullable Path data,
            @Option(names = "--db", paramLabel = "JDBC_URL") @Nullable String db)
            throws IOException {
        try (var features = LocalFeatures.open(data, db)) {
            AuditLog log = features.get(AuditLog.class);
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                log.exportAll(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            print(log.publicKey());
        }
        return ExitCode.OK;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check an exported log; exit code 3 names the entry that is not right.")
    int verify(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--key", required = true, paramLabel = "PUBLIC_KEY") String key)
            throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            AuditFinding finding = new AuditVerifier(VerifierKey.parse(key)).verify(in);
            print(finding.sentence());
            return finding.intact() ? ExitCode.OK : ExitCode.CHECK_DID_NOT_HOLD;
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
