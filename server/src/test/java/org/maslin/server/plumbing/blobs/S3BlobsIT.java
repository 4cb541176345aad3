package org.maslin.server.plumbing.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;
import org.maslin.server.plumbing.egress.Egress;

/** Against S3Proxy, a store of other people's making, which checks each signature. */
class S3BlobsIT extends BlobsContract {

    private static final Path STORE = Path.of("target", "s3proxy.jar");
    private static final String SECRET = "secret of the test";
    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "access", "AWS_SECRET_ACCESS_KEY", SECRET);

    @TempDir private static Path folder;
    private static String store = "";
    private static Process process;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String address = "http://127.0.0.1:" + port;
        Path settings =
                Files.writeString(
                        folder.resolve("s3.properties"),
                        """
                        s3proxy.endpoint=%s
                        s3proxy.authorization=aws-v4
                        s3proxy.identity=access
                        s3proxy.credential=%s
                        jclouds.provider=transient-nio2
                        jclouds.identity=none
                        jclouds.credential=none
                        """
                                .formatted(address, SECRET));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process =
                new ProcessBuilder(
                                java,
                                "-Xmx256m",
                                "-jar",
                                STORE.toString(),
                                "--properties",
                                settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("s3.log").toFile())
                        .start();
        store = address + "/blobs";
        makeBucket();
    }

    /** The bucket, made as soon as the store answers. */
    private static void makeBucket() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try {
                assertThat(call("PUT", store).statusCode()).isEqualTo(200);
                return;
            } catch (IOException notYet) {
                assertThat(process.isAlive()).as(() -> read(folder.resolve("s3.log"))).isTrue();
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(100);
            }
        }
    }

    private static HttpResponse<String> call(String method, String address) throws Exception {
        return call(method, address, "");
    }

    private static HttpResponse<String> call(String method, String address, String body)
            throws Exception {
        URI uri = URI.create(address);
        String nothing = Sha256.hex(body);
        Instant now = Instant.now();
        var headers = new TreeMap<String, String>();
        headers.put("host", uri.getRawAuthority());
        headers.put("x-amz-content-sha256", nothing);
        headers.put("x-amz-date", SigV4.time(now));
        String signature =
                new SigV4("access", SECRET, "us-east-1")
                        .authorization(method, uri, headers, nothing, now);
        headers.remove("host");
        var request = HttpRequest.newBuilder(uri).header("Authorization", signature);
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(
                        request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    Blobs blobs() {
        return blobs(KEYS);
    }

    private static Blobs blobs(Map<String, String> keys) {
        return new S3Blobs(store + "/prefix", keys, folder, new byte[32], InstantSource.system());
    }

    /** What imports read: one object, or all below a prefix, whatever their names are. */
    @Test
    void bucketsThatAreListed_areReadByTheirAddresses_andNoOthers() throws Exception {
        String bucket = store.replace("/blobs", "/breads");
        assertThat(call("PUT", bucket).statusCode()).isEqualTo(200);
        Map<String, String> objects =
                Map.of(
                        "in/posts.jsonl", "{}",
                        "in/a%20b/%C3%BC%2B%25.png", "image",
                        "out/secret.txt", "secret");
        for (Map.Entry<String, String> object : objects.entrySet()) {
            String address = bucket + "/" + object.getKey();
            assertThat(call("PUT", address, object.getValue()).statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 1005; i++) {
            call("PUT", "%s/in/many/%04d.txt".formatted(bucket, i), "x");
        }
        var egress = new Egress(List.of("127.0.0.1/32"));
        S3Buckets buckets =
                S3Buckets.of(List.of(bucket + "/in"), KEYS, egress, InstantSource.system());
        var names = new ArrayList<String>();
        buckets.each("s3://breads/in/", names::add);
        assertThat(names).hasSize(1007).contains("posts.jsonl", "a b/ü+%.png", "many/1004.txt");
        try (var in = buckets.open("s3://breads/in/a b/ü+%.png")) {
            assertThat(in.readAllBytes()).asString().isEqualTo("image");
        }
        assertThat(buckets.has("s3://breads/in/posts.jsonl")).isTrue();
        assertThat(buckets.has("s3://breads/in/post")).isFalse();
        for (String other :
                List.of("s3://breads/out/secret.txt", "s3://buns/in/a", "s3://breads", "s3://")) {
            assertThatThrownBy(() -> buckets.check("url", other))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("s3://breads/in/");
        }
        assertThatThrownBy(() -> buckets.open("s3://breads/in/none"))
                .hasMessageContaining("nothing there");
        S3Buckets guarded =
                S3Buckets.of(List.of(bucket), KEYS, new Egress(List.of()), InstantSource.system());
        assertThatThrownBy(() -> guarded.open("s3://breads/in/posts.jsonl"))
                .isInstanceOf(BadInputException.class);
    }

    @Override
    int kept() throws Exception {
        String listing = call("GET", store).body();
        try (var left = Files.list(folder)) {
            long unfinished = left.filter(f -> f.toString().endsWith(".tmp")).count();
            return (int) unfinished + listing.split("<Key>", -1).length - 1;
        }
    }

    @Test
    void wrongSecret_isRefusedByTheStore_andTold() {
        Blobs wrong = blobs(Map.of("AWS_ACCESS_KEY_ID", "access", "AWS_SECRET_ACCESS_KEY", "no"));
        assertThatThrownBy(() -> wrong.put(ADA, content("bread"), 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403")
                .hasMessageContaining("SignatureDoesNotMatch");
    }
}
