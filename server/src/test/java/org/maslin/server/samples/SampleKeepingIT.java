package org.maslin.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.plumbing.blobs.Blobs;

class SampleKeepingIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final String project = labeling.choice(1, 0);

    private String upload(String content) {
        return owner.okBytes(
                        "/projects/" + project + "/files?name=a.bin",
                        content.getBytes(StandardCharsets.UTF_8))
                .path("blob")
                .asString();
    }

    private boolean isKept(String blob) {
        try (var in = labeling.server().facade(Blobs.class).open(labeling.organisation(), blob)) {
            return in.read() >= 0;
        } catch (java.io.IOException gone) {
            return false;
        }
    }

    private void tidyInTwoDays() {
        labeling.server()
                .execute(
                        "update sample_files set kept_at = kept_at - interval '2 days' where organisation_id = '%s'"
                                .formatted(labeling.organisation()));
        labeling.server().facade(SampleFiles.class).tidy(labeling.organisation());
    }

    @Test
    void fileThatNoSampleShows_isRemovedAfterADay_andMayComeAgain() {
        String shown = upload("shown");
        String unused = upload("unused");
        owner.ok(
                "POST",
                "/projects/" + project + "/samples",
                "{\"key\": \"k\", \"file\": {\"blob\": \"" + shown + "\"}}");
        labeling.server().facade(SampleFiles.class).tidy(labeling.organisation());
        assertThat(isKept(unused)).isTrue();
        tidyInTwoDays();
        assertThat(isKept(unused)).isFalse();
        assertThat(isKept(shown)).isTrue();
        assertThat(upload("unused")).isEqualTo(unused);
        assertThat(isKept(unused)).isTrue();
    }

    @Test
    void deletedSample_isGoneAfterItsGrace_withItsFile() {
        String blob = upload("once");
        owner.ok(
                "POST",
                "/projects/" + project + "/samples",
                "{\"key\": \"k\", \"file\": {\"blob\": \"" + blob + "\"}}");
        var samples = labeling.server().facade(Samples.class);
        String id =
                owner.ok("GET", "/projects/" + project + "/samples", "")
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        owner.ok(
                "POST",
                "/projects/" + project + "/bulk-changes",
                "{\"of\": \"samples\", \"deed\": \"delete\", \"everything\": true}");
        long end = System.nanoTime() + 20_000_000_000L;
        while (owner.get("/samples/" + id).status() == 200 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        samples.purge(labeling.organisation());
        tidyInTwoDays();
        assertThat(isKept(blob)).isTrue();
        labeling.server()
                .execute(
                        "update samples set deleted_at = deleted_at - interval '31 days' where id = '%s'"
                                .formatted(id));
        samples.purge(labeling.organisation());
        tidyInTwoDays();
        assertThat(isKept(blob)).isFalse();
    }
}
