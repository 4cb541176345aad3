package org.maslin.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.samples.Attachments;
import tools.jackson.databind.json.JsonMapper;

class FetchAheadTest {

    private static final int RECORDS = 60;

    @TempDir private Path folder;

    private final JsonMapper json = Json.mapper();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        Thread.sleep(50);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    now.decrementAndGet();
                    boolean missing = exchange.getRequestURI().getPath().endsWith("7.png");
                    byte[] body =
                            exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(missing ? 404 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address(int n) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + n + ".png";
    }

    /** Every tenth record is a rejected line, every fifth names no file. */
    private JsonRecords records() {
        return (taken, rejected) -> {
            for (int i = 0; i < RECORDS; i++) {
                if (i % 10 == 3) {
                    rejected.accept(new RejectedLine("line " + i, "x", "y", "z"));
                } else if (i % 5 == 0) {
                    taken.accept(new JsonLine("a", i, json.createObjectNode().put("text", "t")));
                } else {
                    taken.accept(
                            new JsonLine("a", i, json.createObjectNode().put("image", address(i))));
                }
            }
        };
    }

    private List<String> read(long passedOver) throws IOException {
        var seen = new ArrayList<String>();
        try (var ahead =
                new FetchAhead(
                        records(),
                        Attachments.NONE,
                        new Egress(List.of("127.0.0.1/32")),
                        folder,
                        passedOver)) {
            ahead.read(
                    line -> seen.add(line.number() + " " + told(ahead, line)),
                    bad -> seen.add(bad.place()));
        }
        return seen;
    }

    private static String told(FetchAhead ahead, JsonLine line) {
        if (!line.fields().has("image")) {
            return "none";
        }
        try (InputStream in =
                Objects.requireNonNull(
                                ahead.open(line.source(), line.fields().path("image").asString()))
                        .content()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (BadInputException bad) {
            return bad.found();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void filesAreFetchedSeveralAtOnce_andRecordsKeepTheirOrder() throws IOException {
        List<String> seen = read(0);
        var expected = new ArrayList<String>();
        for (int i = 0; i < RECORDS; i++) {
            expected.add(
                    i % 10 == 3
                            ? "line " + i
                            : i % 5 == 0
                                    ? i + " none"
                                    : i % 10 == 7
                                            ? i + " the answer 404"
                                            : "%d /%d.png".formatted(i, i));
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(most.get()).isBetween(3, 8);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatIsSafeAlready_isNotFetchedAgain() throws IOException {
        var seen = new ArrayList<Long>();
        try (var ahead =
                new FetchAhead(
                        records(),
                        Attachments.NONE,
                        new Egress(List.of("127.0.0.1/32")),
                        folder,
                        RECORDS)) {
            ahead.read(line -> seen.add(line.number()), bad -> {});
        }
        assertThat(seen).hasSize(RECORDS - 6);
        assertThat(asked.get()).isZero();
    }
}
