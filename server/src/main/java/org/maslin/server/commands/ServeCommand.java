package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.Application;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.demo.DemoOrganisation;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.ListenAddress;
import org.maslin.server.plumbing.mail.MailServer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the server and the web app.")
public final class ServeCommand implements Callable<Integer> {

    private static final int SHORTEST_TOKEN = 16;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Where to listen (default 8080).")
    private int port = 8080;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 for all (default 127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (default $XDG_DATA_HOME/maslin).")
    private @Nullable Path data;

    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            description = "A PostgreSQL that runs already, instead of the bundled one.")
    private @Nullable String db;

    @Mixin private GraderOptions graders = new GraderOptions();

    @Option(
            names = "--metrics-token-file",
            paramLabel = "FILE",
            description =
                    "Metrics under /actuator/prometheus take the token in the first line of this file"
                            + " (default: only this machine may read them).")
    private @Nullable Path metricsTokenFile;

    @Option(
            names = "--log",
            paramLabel = "text|json",
            defaultValue = "text",
            description =
                    "How to log to standard error; json tells every request too (default text).")
    private LogForm log = LogForm.text;

    /** How the server logs. */
    private enum LogForm {
        text,
        json
    }

    @Mixin private BlobOptions blobs = new BlobOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Option(
            names = "--import-from",
            paramLabel = "URL",
            description =
                    "A bucket that imports may read as s3://BUCKET/KEY,"
                            + " https://STORE/BUCKET[/PREFIX][?region=R], with the same keys; may be"
                            + " given several times (default: none).")
    private List<String> importFrom = List.of();

    @Option(
            names = "--smtp",
            paramLabel = "URL",
            description =
                    "The server that takes mail, smtp://[USER@]HOST[:PORT] or smtps://…; the user's"
                            + " password comes from MASLIN_SMTP_PASSWORD (default: no mail, every"
                            + " invitation is a link to copy).")
    private @Nullable String smtp;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            description = "Whom mail is from, such as 'Maslin <maslin@example.org>'.")
    private @Nullable String mailFrom;

    @Option(names = "--demo", description = "Show a sample organisation with a running chain.")
    private boolean demo;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ListenAddress.of(host, port);
        Egress.checkList(graders.endpoint().allowEgress());
        if (log == LogForm.json) {
            System.setProperty("maslin.log", "json");
            System.setProperty("maslin.requests", "INFO");
        }
        MailServer mail =
                smtp == null
                        ? null
                        : MailServer.of(smtp, System.getenv("MASLIN_SMTP_PASSWORD"), mailFrom);
        Path folder = data == null ? defaultFolder() : data;
        Foundation foundation = Foundation.open(folder, db);
        Application.Running running = start(foundation, mail);
        greet(running);
        var stopped = new CountDownLatch(1);
        running.context()
                .addApplicationListener(
                        (ApplicationListener<ContextClosedEvent>) event -> stopped.countDown());
        stopped.await();
        return ExitCode.OK;
    }

    private Application.Running start(Foundation foundation, @Nullable MailServer mail)
            throws IOException {
        GraderEndpoint grading = graders.endpoint();
        var settings =
                new Settings(
                        Settings.Role.SERVER,
                        "server-" + UUID.randomUUID(),
                        db == null,
                        demo,
                        db,
                        grading.allowEgress(),
                        metricsToken(),
                        blobs.store(),
                        importFrom,
                        grading.address(),
                        mail,
                        own.address());
        try {
            return Application.serve(foundation, settings, host, port);
        } catch (RuntimeException failed) {
            foundation.close();
            throw failed;
        }
    }

    private @Nullable String metricsToken() throws IOException {
        if (metricsTokenFile == null) {
            return null;
        }
        String token = Files.readString(metricsTokenFile).lines().findFirst().orElse("").strip();
        if (token.length() < SHORTEST_TOKEN) {
            throw new BadInputException(
                    metricsTokenFile.toString(),
                    "a token of %d characters".formatted(token.length()),
                    "at least %d in its first line".formatted(SHORTEST_TOKEN),
                    "For example: openssl rand -hex 24 > " + metricsTokenFile);
        }
        return token;
    }

    private Path defaultFolder() {
        Path folder = DataFolder.defaultPath(System.getenv());
        return demo ? folder.resolve("demos").resolve("serve") : folder;
    }

    /** As it must be typed for this server. */
    private String ownerCommand(String url) {
        var command = new StringBuilder("maslin admin owner --email YOU@YOUR.ORGANISATION");
        if (data != null) {
            command.append(" --data '").append(data).append('\'');
        }
        if (db != null) {
            // The address itself may hold a password.
            command.append(" --db JDBC_URL");
        }
        if (!url.equals(AdminCommand.URL)) {
            command.append(" --base-url ").append(url);
        }
        return command.toString();
    }

    private void greet(Application.Running running) {
        String url = "http://localhost:" + running.port() + "/";
        var out = spec.commandLine().getOut();
        out.println("Maslin is at " + url);
        if (demo) {
            out.println("Sign in as its owner, once: " + url + DemoOrganisation.open(running));
        } else if (running.get(Users.class).organisations().isEmpty()) {
            out.println("Make its first owner: " + ownerCommand(url));
        }
        out.flush();
    }
}
