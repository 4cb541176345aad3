package org.maslin.server.plumbing.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a pinned address: the certificate must still be the name's. */
class EgressTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000);

    @Test
    void certificateOfTheHost_isAccepted_andOfAnotherRefused(@TempDir Path folder)
            throws Exception {
        SSLContext tls = selfSigned(folder);
        try (var server =
                (SSLServerSocket)
                        tls.getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            var egress =
                    new Egress(
                            List.of("127.0.0.1"),
                            host -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                            tls.getSocketFactory());
            var right =
                    URI.create("https://hooks.example.org:%d/".formatted(server.getLocalPort()));
            try (var response = egress.send(OutgoingRequest.get(right), LIMITS)) {
                assertThat(response.body().readAllBytes()).asString().isEqualTo("sealed");
            }
            var wrong =
                    URI.create("https://other.example.org:%d/".formatted(server.getLocalPort()));
            assertThatThrownBy(() -> egress.send(OutgoingRequest.get(wrong), LIMITS))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static void serve(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                InputStream in = socket.getInputStream();
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                socket.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsealed"
                                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException refused) {
                // The next one.
            }
        }
    }

    /** A key made by the JDK's own tool, trusted by this test alone. */
    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "a",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=hooks.example.org",
                                "-ext",
                                "san=dns:hooks.example.org",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry("a", keys.getCertificate("a"));
        trusted.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
