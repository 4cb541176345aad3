package org.maslin.server.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.maslin.security.Role;
import org.maslin.server.TestClient;
import org.maslin.server.TestServer;
import org.maslin.server.identity.AnnotatorKind;

/** A server with one organisation and those who work there; it can be stopped and opened again. */
record House(
        Path data,
        TestServer server,
        TestClient owner,
        List<TestClient> labelers,
        List<TestClient> judges)
        implements AutoCloseable {

    static House open(Path data) throws IOException {
        TestServer server = TestServer.open(data);
        UUID organisation = server.organisation("Mill");
        return new House(
                data,
                server,
                server.client(organisation, Role.OWNER),
                List.of(
                        rater(server, organisation, "labeler-1"),
                        rater(server, organisation, "labeler-2")),
                List.of(rater(server, organisation, "judge-1")));
    }

    /** The same house after a stop of the server. */
    House reopened() throws IOException {
        close();
        TestServer again = TestServer.open(data);
        return new House(
                data,
                again,
                again.known(owner),
                labelers.stream().map(again::known).toList(),
                judges.stream().map(again::known).toList());
    }

    private static TestClient rater(TestServer server, UUID organisation, String name) {
        return server.client(organisation, Role.ANNOTATOR, name, AnnotatorKind.SIMULATED);
    }

    @Override
    public void close() {
        server.close();
    }
}
