package org.maslin.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class WebhooksIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private JsonNode subscribe(String events) {
        return owner.ok(
                "POST",
                "/webhooks",
                "{\"url\": \"%s\", \"events\": %s}".formatted(receiver.url(), events));
    }

    private static String path(JsonNode created) {
        return "/webhooks/" + created.path("webhook").path("id").asString();
    }

    private JsonNode deliveries(String webhook) {
        return owner.ok("GET", webhook + "/deliveries", "").path("items");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("ten seconds passed").isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void eventsOfALabeledTask_arriveSigned_andNothingElse() throws InterruptedException {
        String project = labeling.choice(1, 2);
        TestClient ada = labeling.annotator("ada");
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        JsonNode created = subscribe("[\"task.completed\", \"annotation.withdrawn\"]");
        JsonNode work = Labeling.next(ada, project);
        Labeling.submit(ada, work, "bun");
        Receiver.Heard heard = receiver.next();
        assertThat(heard.json().path("event").asString()).isEqualTo("task.completed");
        assertThat(heard.json().path("data").path("taskId")).isEqualTo(work.path("taskId"));
        assertThat(heard.json().path("data").path("projectId").asString()).isEqualTo(project);
        assertThat(heard.header("Maslin-delivery")).isEqualTo(heard.json().path("id").asString());
        assertThat(heard.header("Maslin-retry")).isEqualTo("false");
        long seconds =
                Long.parseLong(heard.header("Maslin-signature").replaceAll("t=([0-9]+),.*", "$1"));
        assertThat(heard.header("Maslin-signature"))
                .isEqualTo(
                        WebhookFlow.signature(
                                created.path("secret").asString(), seconds, heard.body()));
        owner.ok("GET", "/webhooks", "");
        ada.ok("DELETE", "/assignments/" + work.path("id").asString() + "/annotation", "");
        assertThat(receiver.next().header("Maslin-event")).isEqualTo("annotation.withdrawn");
        assertThat(receiver.within(600)).isNull();
        await(() -> deliveries(path(created)).valueStream().allMatch(d -> is(d, "delivered")));
        assertThat(deliveries(path(created))).hasSize(2);
    }

    @Test
    void completedBatch_isToldOf_andItsOtherStatesAreNot() throws InterruptedException {
        String project = labeling.choice(1, 1);
        String batch =
                owner.ok("POST", "/projects/" + project + "/batches", "{\"name\": \"b\"}")
                        .path("id")
                        .asString();
        subscribe("[\"batch.completed\"]");
        owner.ok("POST", "/batches/" + batch + "/start", "");
        owner.ok("POST", "/batches/" + batch + "/complete", "");
        JsonNode told = receiver.next().json();
        assertThat(told.path("event").asString()).isEqualTo("batch.completed");
        assertThat(told.path("data").path("batchId").asString()).isEqualTo(batch);
        assertThat(receiver.within(400)).isNull();
    }

    private static boolean is(JsonNode delivery, String state) {
        return delivery.path("state").asString().equals(state);
    }

    /** A deed that is undone tells nothing; one whose delivery cannot be written is undone. */
    @Test
    void delivery_isWrittenWithTheDeedOrNotAtAll() {
        String webhook = path(subscribe("[\"annotation.submitted\"]"));
        String project = labeling.choice(1, 1);
        TestClient ada = labeling.annotator("ada");
        JsonNode work = Labeling.next(ada, project);
        TestClient.Answer refused =
                ada.post(
                        "/assignments/" + work.path("id").asString() + "/annotation",
                        "{\"answers\": {\"kind\": \"cake\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(deliveries(webhook)).isEmpty();
        Labeling.submit(ada, work, "rye");
        assertThat(deliveries(webhook)).hasSize(1);
    }

    @Test
    void failure_isTriedAgain_underTheSameId_andMarked() throws InterruptedException {
        receiver.answerWith(503);
        JsonNode created = subscribe("[\"job.finished\"]");
        owner.ok("POST", path(created) + "/ping", "");
        Receiver.Heard first = receiver.next();
        await(() -> deliveries(path(created)).get(0).path("status").asInt() == 503);
        receiver.answerWith(204);
        dueNow();
        Receiver.Heard second = receiver.next();
        assertThat(second.header("Maslin-retry")).isEqualTo("true");
        assertThat(second.header("Maslin-attempt")).isEqualTo("2");
        assertThat(second.header("Maslin-delivery")).isEqualTo(first.header("Maslin-delivery"));
        assertThat(second.body()).isEqualTo(first.body());
        await(() -> is(deliveries(path(created)).get(0), "delivered"));
    }

    private void dueNow() {
        labeling.server()
                .execute(
                        "update webhook_deliveries set next_at = now() where organisation_id = '%s'"
                                .formatted(labeling.organisation()));
    }

    /** A server that dies between sending and noting it leaves a counted delivery in hand. */
    @Test
    void deliveryInTheHandOfADeadServer_isSentAgain_andMarked() throws InterruptedException {
        JsonNode created = subscribe("[\"job.finished\"]");
        owner.ok("PATCH", path(created), "{\"state\": \"paused\"}");
        owner.ok("POST", path(created) + "/ping", "");
        labeling.server()
                .execute(
                        "update webhook_deliveries set attempts = 1, next_at = now() where organisation_id = '%s'"
                                .formatted(labeling.organisation()));
        assertThat(receiver.within(600)).isNull();
        owner.ok("PATCH", path(created), "{\"state\": \"active\"}");
        assertThat(receiver.next().header("Maslin-retry")).isEqualTo("true");
    }

    @Test
    void lastFailure_killsTheDelivery_pausesTheWebhook_andAReplayBringsItBack()
            throws InterruptedException {
        receiver.answerWith(500);
        JsonNode created = subscribe("[\"job.finished\"]");
        String id = owner.ok("POST", path(created) + "/ping", "").path("id").asString();
        receiver.next();
        await(() -> deliveries(path(created)).get(0).path("status").asInt() == 500);
        labeling.server()
                .execute("update webhook_deliveries set attempts = 19 where id = '" + id + "'");
        dueNow();
        receiver.next();
        await(() -> is(deliveries(path(created)).get(0), "dead"));
        JsonNode webhook = owner.ok("GET", path(created), "");
        assertThat(webhook.path("state").asString()).isEqualTo("paused");
        assertThat(webhook.path("reason").asString()).contains("20 attempts", "answered 500");
        receiver.answerWith(200);
        JsonNode replayed = owner.ok("POST", path(created) + "/deliveries/" + id + "/replay", "");
        assertThat(replayed.path("deliveries").asInt()).isOne();
        assertThat(receiver.within(600)).isNull();
        owner.ok("PATCH", path(created), "{\"state\": \"active\"}");
        Receiver.Heard again = receiver.next();
        assertThat(again.header("Maslin-retry")).isEqualTo("true");
        assertThat(again.header("Maslin-attempt")).isEqualTo("1");
        await(() -> is(deliveries(path(created)).get(0), "delivered"));
        JsonNode range =
                owner.ok(
                        "POST",
                        path(created) + "/replay",
                        "{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2100-01-01T00:00:00Z\"}");
        assertThat(range.path("deliveries").asInt()).isOne();
        assertThat(receiver.next().header("Maslin-delivery")).isEqualTo(id);
    }

    @Test
    void turnedSecret_signsFromThenOn_andDeletedWebhooksHearNothing() throws InterruptedException {
        JsonNode created = subscribe("[\"job.finished\"]");
        String fresh = owner.ok("POST", path(created) + "/secret", "").path("secret").asString();
        assertThat(fresh).isNotEqualTo(created.path("secret").asString());
        owner.ok("POST", path(created) + "/ping", "");
        Receiver.Heard heard = receiver.next();
        String signature = heard.header("Maslin-signature");
        long seconds = Long.parseLong(signature.replaceAll("t=([0-9]+),.*", "$1"));
        assertThat(signature).isEqualTo(WebhookFlow.signature(fresh, seconds, heard.body()));
        owner.ok("DELETE", path(created), "");
        assertThat(owner.get(path(created)).status()).isEqualTo(404);
        assertThat(
                        labeling.server()
                                .rows(
                                        "select id from webhook_deliveries where organisation_id = '%s'"
                                                .formatted(labeling.organisation())))
                .isEmpty();
    }

    @Test
    void addressInsideTheNetwork_isRefusedWhenItIsMade() {
        for (String url : List.of("http://127.0.0.2/", "http://[::1]:80/", "ftp://a/", "x")) {
            TestClient.Answer answer =
                    owner.post(
                            "/webhooks",
                            "{\"url\": \"%s\", \"events\": [\"job.finished\"]}".formatted(url));
            assertThat(answer.status()).as(url).isEqualTo(422);
            assertThat(answer.json().path("errors").get(0).path("place").asString())
                    .isEqualTo("url");
        }
    }
}
