package org.maslin.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Role;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.identity.KeyKind;
import org.maslin.server.identity.Keys;
import org.maslin.server.identity.NewUser;
import org.maslin.server.identity.User;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.mail.MailServer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole server on a fresh data folder with its own PostgreSQL, started once for all tests of
 * this JVM. Tests keep apart by making organisations of their own.
 */
public final class TestServer implements AutoCloseable {

    /** Takes the mail that servers send. */
    private static final Judge JUDGE = new Judge();

    public static final GreenMail MAILBOX = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    static {
        MAILBOX.start();
    }

    private static @Nullable TestServer running;

    private final Foundation foundation;
    private final Application.Running application;
    private final Contract contract = new Contract(Path.of("..", "api", "openapi.yaml"));

    private TestServer(Foundation foundation, Application.Running application) {
        this.foundation = foundation;
        this.application = application;
    }

    /** The server, started by whoever asks first. */
    public static synchronized TestServer get() {
        TestServer known = running;
        if (known == null) {
            known = start();
            running = known;
        }
        return known;
    }

    private static TestServer start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path data = Files.createTempDirectory(target, "test server ");
            TestServer server = open(data.resolve("data"));
            Runtime.getRuntime().addShutdownHook(new Thread(server.application::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server of a test's own on a data folder, new or known. */
    public static TestServer open(Path data) throws IOException {
        return open(data, context -> {});
    }

    /** A server of a test's own that goes by the test's clock. */
    public static TestServer open(Path data, InstantSource clock) throws IOException {
        return open(
                data,
                context ->
                        context.registerBean(
                                "testClock",
                                InstantSource.class,
                                () -> clock,
                                bean -> bean.setPrimary(true)));
    }

    /** A server of a test's own on a database that somebody else runs. */
    public static TestServer open(Path data, String url) throws IOException {
        return open(data, url, context -> {});
    }

    private static TestServer open(Path data, Consumer<GenericApplicationContext> more)
            throws IOException {
        return open(data, null, more);
    }

    private static TestServer open(
            Path data, @Nullable String url, Consumer<GenericApplicationContext> more)
            throws IOException {
        Foundation foundation = Foundation.open(data, url);
        var settings =
                new Settings(
                        Settings.Role.SERVER,
                        "test",
                        true,
                        false,
                        null,
                        List.of("127.0.0.1/32"),
                        null,
                        null,
                        List.of(),
                        JUDGE.address(),
                        new MailServer(
                                "127.0.0.1",
                                MAILBOX.getSmtp().getPort(),
                                false,
                                null,
                                null,
                                "Maslin <maslin@example.org>"),
                        null);
        return new TestServer(
                foundation, Application.serve(foundation, settings, "127.0.0.1", 0, more));
    }

    @Override
    public void close() {
        application.close();
    }

    public Foundation foundation() {
        return foundation;
    }

    public <T> T facade(Class<T> type) {
        return application.get(type);
    }

    /** Of several of one type, the one with this name. */
    public <T> T facade(String name, Class<T> type) {
        return application.context().getBean(name, type);
    }

    Contract contract() {
        return contract;
    }

    /** A new organisation; nothing of it is shared with another test. */
    public UUID organisation(String name) {
        UUID id = UUID.randomUUID();
        execute(
                "insert into organisations (organisation_id, name, created_at) values ('%s', '%s', '%s')"
                        .formatted(id, name, InstantSource.system().instant()));
        return id;
    }

    /** Runs SQL as the owner of the tables, past all fences. */
    public void execute(String sql) {
        try (var connection = foundation.databases().owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Reads SQL as the owner of the tables: the first column of every row. */
    public List<String> rows(String sql) {
        try (var connection = foundation.databases().owner().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new java.util.ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A program that acts for a new user of this role. */
    public TestClient client(UUID organisation, Role role) {
        return client(organisation, role, role + "-" + UUID.randomUUID(), AnnotatorKind.PERSON);
    }

    /** A program that acts for a user of this name. */
    public TestClient client(UUID organisation, Role role, String name, AnnotatorKind kind) {
        String email = kind == AnnotatorKind.PERSON ? UUID.randomUUID() + "@example.org" : null;
        User user = facade(Users.class).ensure(organisation, new NewUser(name, email, role, kind));
        String secret = facade(Keys.class).issue(organisation, user, "test").secret();
        return new TestClient(url(), secret, contract, user);
    }

    /** The same user and key at this server, after a restart. */
    public TestClient known(TestClient client) {
        return client.at(url());
    }

    /** A key of a new user of this role. */
    public String key(UUID organisation, Role role, KeyKind kind) {
        var person =
                new NewUser(
                        role + " with a key",
                        UUID.randomUUID() + "@example.org",
                        role,
                        AnnotatorKind.PERSON);
        User user = facade(Users.class).ensure(organisation, person);
        return facade(Keys.class).issue(organisation, user, "test", kind).secret();
    }

    /** Where the server is. */
    public String root() {
        return "http://127.0.0.1:" + application.port();
    }

    private String url() {
        return root() + "/api/v1";
    }
}
