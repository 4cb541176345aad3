package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.TestServer;
import org.maslin.server.identity.KeyKind;

/**
 * A large upload that is refused before it is read ended in a broken pipe at its sender: the server
 * answered and closed, and the answer was lost with the connection. It is read to its end now.
 */
class UnreadBodyIT {

    private static final int BYTES = 64 << 20;

    @Test
    void largeBodyThatNobodyReads_isAnsweredAllTheSame() throws IOException {
        TestServer server = TestServer.get();
        UUID organisation = server.organisation("uploads");
        String key = server.key(organisation, Role.OWNER, KeyKind.NATIVE);
        URI root = URI.create(server.root());
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            String head =
                    """
                    POST /api/v1/projects/%s/imports?name=a.jsonl HTTP/1.1
                    Host: localhost
                    Connection: close
                    Authorization: Bearer %s
                    Content-Type: application/octet-stream
                    Content-Length: %d

                    """
                            .formatted(new UUID(0, 1), key, BYTES);
            out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            var block = new byte[1 << 20];
            for (int sent = 0; sent < BYTES; sent += block.length) {
                out.write(block);
            }
            out.flush();
            var answer =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).contains("404");
            assertThat(answer.lines().limit(30).filter(line -> line.startsWith("{")).findFirst())
                    .get()
                    .asString()
                    .contains("\"code\":\"not-found\"");
        }
    }
}
