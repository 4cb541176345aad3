package org.maslin.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maslin.security.Role;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();

    /** A browser's EventSource in ten lines. */
    private static final class Source implements AutoCloseable {

        private record Event(String id, String name, JsonNode data) {}

        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final BufferedReader lines;
        private final HttpResponse<java.io.InputStream> response;

        Source(TestClient client, String path, @Nullable String lastId) throws Exception {
            var request =
                    HttpRequest.newBuilder(URI.create(client.base() + path))
                            .header("Authorization", "Bearer " + client.secret());
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            response =
                    HttpClient.newHttpClient()
                            .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                String id = "";
                String name = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        name = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        events.add(
                                new Event(
                                        id, name, JsonMapper.shared().readTree(line.substring(6))));
                    }
                }
            } catch (IOException closed) {
                // The test has left.
            }
        }

        Event next() throws InterruptedException {
            Event event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event came for ten seconds.");
            }
            return event;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    @Test
    void counts_followTheAnswers() throws Exception {
        String project = labeling.choice(1, 2);
        TestClient ada = labeling.annotator("ada");
        try (var source = new Source(ada, "/projects/" + project + "/events", null)) {
            assertThat(source.response.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(source.response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            var first = source.next();
            assertThat(first.name()).isEqualTo("counts");
            assertThat(first.data().path("answers").asInt()).isZero();
            Labeling.submit(ada, Labeling.next(ada, project), "rye");
            assertThat(source.next().data().path("answers").asInt()).isOne();
            try (var back = new Source(ada, "/projects/" + project + "/events", first.id())) {
                assertThat(back.next().data().path("answers").asInt()).isOne();
            }
        }
    }

    @Test
    void jobs_areHeardByThoseWhoMayReadThem() throws Exception {
        String project = labeling.choice(1, 1);
        try (var source = new Source(owner, "/events", null)) {
            String job =
                    owner.ok("POST", "/projects/" + project + "/exports", "{\"format\": \"csv\"}")
                            .path("jobId")
                            .asString();
            var event = source.next();
            while (!event.data().path("state").asString().equals("done")) {
                assertThat(event.name()).isEqualTo("job");
                assertThat(event.data().path("id").asString()).isEqualTo(job);
                event = source.next();
            }
            assertThat(owner.get("/jobs/" + job + "/events?once=true").text())
                    .contains("event: job\n", job);
            TestClient ada = labeling.annotator("ada");
            assertThat(ada.get("/events?once=true").text()).doesNotContain("event: job");
            assertThat(ada.get("/jobs/" + job + "/events?once=true").status()).isEqualTo(403);
        }
        TestClient stranger =
                labeling.server().client(labeling.server().organisation("other"), Role.OWNER);
        assertThat(stranger.get("/projects/" + project + "/events?once=true").status())
                .isEqualTo(404);
        assertThat(stranger.get("/events?once=true").text()).isEmpty();
    }
}
