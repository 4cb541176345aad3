package org.maslin.server.plumbing.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

/** Against real servers on the loopback, found under names by a lookup of the test's own. */
class EgressTest {

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 1000);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /** Nobody listens there. */
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");

    private final RawServer server = new RawServer();
    private final AtomicInteger lookups = new AtomicInteger();

    /** Only the name {@code open} may lead inside. */
    private final Egress egress =
            new Egress(
                    List.of("open", "127.0.0.2/32"),
                    host -> {
                        lookups.incrementAndGet();
                        return switch (host) {
                            case "open", "inside" -> List.of(LOOPBACK);
                            case "turning" -> List.of(lookups.get() == 1 ? ELSEWHERE : LOOPBACK);
                            default -> {
                                if (!host.matches("[0-9a-f.:]+")) {
                                    throw new UnknownHostException(host);
                                }
                                yield List.of(InetAddress.ofLiteral(host));
                            }
                        };
                    },
                    (SSLSocketFactory) SSLSocketFactory.getDefault());

    @AfterEach
    void close() {
        server.close();
    }

    private URI at(String host, String path) {
        return URI.create("http://%s:%d%s".formatted(host, server.port(), path));
    }

    private String body(URI uri) throws IOException {
        try (var response = egress.send(OutgoingRequest.get(uri), LIMITS)) {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void post_sendsHeadersAndBody_andReadsTheAnswer() throws IOException {
        server.answer("HTTP/1.1 201 Created\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok");
        var request =
                OutgoingRequest.post(
                        at("open", "/hook?a=b%20c"),
                        Map.of("X-Sign", "t=1"),
                        "{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
        try (var response = egress.send(request, LIMITS)) {
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.header("x-a")).isEqualTo("b");
            assertThat(response.body().readAllBytes()).asString().isEqualTo("ok");
        }
        assertThat(server.heard())
                .startsWith("POST /hook?a=b%20c HTTP/1.1\r\nHost: open:" + server.port() + "\r\n")
                .contains("\r\nX-Sign: t=1\r\n", "\r\nContent-Length: 8\r\n")
                .endsWith("\r\n\r\n{\"ü\":1}");
    }

    @Test
    void chunkedBodies_andThoseThatEndWithTheConnection_areRead() throws IOException {
        server.answer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
        server.answer("HTTP/1.1 200 OK\r\n\r\nto the end");
        assertThat(body(at("open", "/"))).isEqualTo("abc0123456789");
        assertThat(body(at("open", "/"))).isEqualTo("to the end");
    }

    @Test
    void bodyCutShort_isAFailure() {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        assertThatThrownBy(() -> body(at("open", "/")))
                .isInstanceOf(EgressException.class)
                .hasMessageContaining("hung up 6 bytes early");
    }

    @Test
    void addressInside_byNumberOrName_isRefused_withoutAConnection() {
        for (String host : List.of("127.0.0.1", "inside", "[::1]", "[::ffff:127.0.0.1]")) {
            assertThatThrownBy(() -> body(at(host, "/")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("an address inside the network");
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void redirectInside_isRefused() {
        server.answer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/secret\r\n\r\n");
        assertThatThrownBy(() -> body(at("open", "/")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("http://127.0.0.1:1/secret");
        assertThat(server.connections()).isOne();
    }

    @Test
    void redirects_areFollowedFiveTimes_andForGetAlone() throws IOException {
        for (int i = 0; i < 5; i++) {
            server.answer("HTTP/1.1 307 x\r\nLocation: /next" + i + "\r\n\r\n");
        }
        server.answer("HTTP/1.1 200 OK\r\n\r\nthere");
        assertThat(body(at("open", "/"))).isEqualTo("there");
        for (int i = 0; i < 6; i++) {
            server.answer("HTTP/1.1 301 x\r\nLocation: /\r\n\r\n");
        }
        assertThatThrownBy(() -> body(at("open", "/"))).hasMessageContaining("5 redirects");
        server.answer("HTTP/1.1 301 x\r\nLocation: /\r\n\r\n");
        var post = OutgoingRequest.post(at("open", "/"), Map.of(), new byte[0]);
        try (var response = egress.send(post, LIMITS)) {
            assertThat(response.status()).isEqualTo(301);
        }
    }

    /** The name means a permitted address when it is checked and a forbidden one right after. */
    @Test
    void nameThatTurnsAfterTheCheck_isNotLookedUpAgain() {
        assertThatThrownBy(() -> body(at("turning", "/"))).isInstanceOf(IOException.class);
        assertThat(lookups).hasValue(1);
        assertThat(server.connections()).isZero();
    }

    @Test
    void bodyOfMoreThanItsLimit_isRefused_whetherToldBeforeOrNot() {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
        assertThatThrownBy(() -> body(at("open", "/"))).hasMessageContaining("more than 1000");
        server.answer("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1001));
        assertThatThrownBy(() -> body(at("open", "/"))).hasMessageContaining("more than 1000");
        server.answer("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000));
        assertThatThrownBy(() -> body(at("open", "/"))).hasMessageContaining("endless headers");
    }

    @Test
    void bodyThatDrips_endsWithTheTime() {
        server.drip("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + "x".repeat(900));
        long start = System.nanoTime();
        assertThatThrownBy(() -> body(at("open", "/")))
                .isInstanceOf(EgressException.class)
                .hasMessageContaining("took too long");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void otherSchemes_userNames_andNoHost_areRefusedBeforeAnythingIsSent() {
        for (String address :
                List.of(
                        "ftp://open/",
                        "file:///etc/passwd",
                        "http:///x",
                        "http://a@open/",
                        "not an address",
                        "http://open:0/")) {
            assertThatThrownBy(() -> egress.check("url", address))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("url: ");
        }
        assertThat(egress.check("url", "https://open/x")).hasToString("https://open/x");
    }

    @Test
    void serverThatDoesNotSpeakHttp_isToldSo() {
        server.answer("SSH-2.0-x\r\n\r\n");
        assertThatThrownBy(() -> body(at("open", "/"))).hasMessageContaining("does not speak HTTP");
        assertThatThrownBy(() -> body(at("nowhere", "/"))).hasMessageContaining("no host nowhere");
    }
}
