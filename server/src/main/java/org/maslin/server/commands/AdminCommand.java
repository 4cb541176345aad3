package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Role;
import org.maslin.server.cli.ExitCode;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.identity.KeyKind;
import org.maslin.server.identity.Keys;
import org.maslin.server.identity.NewUser;
import org.maslin.server.identity.User;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Administration at the machine itself, whether the server runs or not. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Administer a data folder, server running or not.")
public final class AdminCommand {

    /** Where a server is that was told nothing else. */
    static final String URL = "http://localhost:8080/";

    private static final String ORGANISATION = "My organisation";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The data folder (default $XDG_DATA_HOME/maslin).")
    private @Nullable Path data;

    @Option(
            names = "--db",
            paramLabel = "JDBC_URL",
            scope = ScopeType.INHERIT,
            description = "The PostgreSQL of the server, if it is not the bundled one.")
    private @Nullable String db;

    /** Does something with the features on the data folder. */
    private interface Deed {
        void with(LocalFeatures features, UUID organisation);
    }

    @Command(
            name = "owner",
            mixinStandardHelpOptions = true,
            description = "Print a one-time link for an owner, making the account if need be.")
    int owner(
            @Option(names = "--email", required = true, paramLabel = "E") String email,
            @Option(
                            names = "--organisation",
                            paramLabel = "NAME",
                            defaultValue = ORGANISATION,
                            description = "The organisation's name, if this is its first owner.")
                    String organisation,
            @Option(
                            names = "--base-url",
                            paramLabel = "URL",
                            defaultValue = URL,
                            description = "Where people reach the server.")
                    String baseUrl)
            throws IOException {
        return run(
                organisation,
                (features, id) -> {
                    Users users = features.get(Users.class);
                    User user =
                            users.ensure(
                                    id,
                                    new NewUser(email, email, Role.OWNER, AnnotatorKind.PERSON));
                    print(baseUrl.replaceAll("/+$", "") + "/" + users.link(id, user.id()));
                });
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "Make an API key and print it, this once.")
    int key(
            @Option(names = "--role", required = true, paramLabel = "R") String role,
            @Option(names = "--name", paramLabel = "NAME", defaultValue = "key") String name,
            @Option(names = "--test", description = "A key for tests: its tasks answer themselves.")
                    boolean test,
            @Option(
                            names = "--live",
                            description = "A key that looks as Scale's clients expect one.")
                    boolean live)
            throws IOException {
        return run(
                ORGANISATION,
                (features, id) -> {
                    Role wanted = Json.constant(Role.class, role);
                    String handle = (test ? "test-" : "service-") + Json.word(wanted);
                    User user = features.get(Users.class).service(id, handle, wanted);
                    KeyKind kind = test ? KeyKind.TEST : live ? KeyKind.LIVE : KeyKind.NATIVE;
                    print(features.get(Keys.class).issue(id, user, name, kind).secret());
                });
    }

    private int run(String organisation, Deed deed) throws IOException {
        try (var features = LocalFeatures.openOrMake(data, db)) {
            deed.with(features, features.get(Users.class).firstOrganisation(organisation));
        }
        return ExitCode.OK;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
