package org.maslin.server.plumbing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class ListenAddressTest {

    @Test
    void takenPort_isRefused_withTheNextAsAWayOut() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> ListenAddress.of("127.0.0.1", port))
                    .isInstanceOfSatisfying(
                            BadInputException.class,
                            bad -> assertThat(bad.hint()).contains("--port " + (port + 1)))
                    .hasMessage(
                            "--port: found %d, which another program listens on, expected a free port.",
                            port);
        }
    }

    @Test
    void portsAndHostsThatCannotBe_areRefused() {
        assertThatThrownBy(() -> ListenAddress.of("127.0.0.1", 99_999))
                .hasMessage("--port: found 99999, expected a number from 0 to 65535.");
        assertThatThrownBy(() -> ListenAddress.of("192.0.2.1", 0))
                .hasMessageContaining("an address of another machine");
        assertThatThrownBy(() -> ListenAddress.of("nowhere.invalid", 0))
                .hasMessageContaining("a name that nobody knows");
    }
}
