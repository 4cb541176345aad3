package org.maslin.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestServer;
import tools.jackson.databind.JsonNode;

class InvitationIT {

    private final Labeling labeling = new Labeling();

    @Test
    void invitation_goesByMail_andItsLinkIsTheOneThatWasMade() throws Exception {
        String email = UUID.randomUUID() + "@example.org";

        JsonNode invited =
                labeling.owner()
                        .ok(
                                "POST",
                                "/users",
                                "{\"name\": \"Zoë\", \"email\": \"%s\", \"role\": \"annotator\"}"
                                        .formatted(email));

        assertThat(invited.path("mailed").asBoolean()).isTrue();
        MimeMessage mail =
                Arrays.stream(TestServer.MAILBOX.getReceivedMessages())
                        .filter(one -> GreenMailUtil.getHeaders(one).contains(email))
                        .findFirst()
                        .orElseThrow();
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Maslin <maslin@example.org>");
        assertThat(mail.getContent().toString())
                .contains("Zoë")
                .contains("http://127.0.0.1:")
                .contains("/" + invited.path("link").asString());
    }
}
