package org.maslin.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.identity.KeyKind;

/** The Python client drives every verb, and is what the contract says. */
class PythonClientIT {

    private static final Path FOLDER = Path.of("..", "clients", "python");

    @Test
    void everyVerb_findsItsRoute() throws Exception {
        Python python = Python.with(FOLDER.resolve("tests").resolve("requirements.txt"));
        TestServer server = TestServer.get();
        UUID organisation = server.organisation("python");
        python.test(
                FOLDER.resolve("tests"),
                Map.of(
                        "PYTHONPATH", FOLDER.resolve("src").toAbsolutePath().toString(),
                        "MASLIN_SERVER", server.root(),
                        "MASLIN_OWNER_KEY", server.key(organisation, Role.OWNER, KeyKind.NATIVE),
                        "MASLIN_REVIEWER_KEY",
                                server.key(organisation, Role.REVIEWER, KeyKind.NATIVE),
                        "MASLIN_ANNOTATOR_KEY",
                                server.key(organisation, Role.ANNOTATOR, KeyKind.NATIVE)));
    }
}
