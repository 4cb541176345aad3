package org.maslin.server.scale;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.Python;
import org.maslin.server.TestServer;
import org.maslin.server.identity.KeyKind;

/** Scale's own client, unmodified, drives every method of the dialect. */
class ScaleConformanceIT {

    private static final Path FOLDER = Path.of("..", "clients", "conformance", "scale");

    @Test
    void everyMethodOfTheClient_findsWhatItExpects() throws Exception {
        Python python = Python.with(FOLDER.resolve("requirements.txt"));
        TestServer server = TestServer.get();
        UUID organisation = server.organisation("conformance");
        python.test(
                FOLDER,
                Map.of(
                        "MASLIN_SERVER", server.root(),
                        "MASLIN_LIVE_KEY", server.key(organisation, Role.OWNER, KeyKind.LIVE),
                        "MASLIN_TEST_KEY", server.key(organisation, Role.OWNER, KeyKind.TEST),
                        "MASLIN_ANNOTATOR_KEY",
                                server.key(organisation, Role.ANNOTATOR, KeyKind.NATIVE)));
    }
}
