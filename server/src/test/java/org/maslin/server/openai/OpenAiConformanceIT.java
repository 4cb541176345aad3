package org.maslin.server.openai;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.Python;
import org.maslin.server.TestServer;
import org.maslin.server.identity.KeyKind;

/** OpenAI's own client, unmodified, completes, embeds and fine-tunes. */
class OpenAiConformanceIT {

    private static final Path FOLDER = Path.of("..", "clients", "conformance", "openai");

    @Test
    void theClient_findsWhatItExpects() throws Exception {
        Python python = Python.with(FOLDER.resolve("requirements.txt"));
        TestServer server = TestServer.get();
        UUID organisation = server.organisation("openai");
        python.test(
                FOLDER,
                Map.of(
                        "MASLIN_SERVER", server.root(),
                        "MASLIN_KEY", server.key(organisation, Role.OWNER, KeyKind.NATIVE)));
    }
}
