package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.mail.Mail;
import org.maslin.server.plumbing.mail.MailServer;

class MailServerTest {

    @Test
    void of_anAddress_knowsTheUsualPorts() {
        assertThat(MailServer.of("smtp://mail.example.org", null, "a@example.org").port())
                .isEqualTo(587);
        var server = MailServer.of("smtps://ada@mail.example.org", "secret", "Ada <a@example.org>");
        assertThat(server.port()).isEqualTo(465);
        assertThat(server.encrypted()).isTrue();
        assertThat(server.user()).isEqualTo("ada");
    }

    @Test
    void of_whatIsNoServer_tellsWhatOneLooksLike() {
        assertThatThrownBy(() -> MailServer.of("mail.example.org", null, "a@example.org"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("smtp://");
        assertThatThrownBy(() -> MailServer.of("smtp://mail.example.org", null, null))
                .hasMessageContaining("--mail-from");
        assertThatThrownBy(() -> MailServer.of("smtp://a@mail.example.org", null, "a@example.org"))
                .hasMessageContaining("MASLIN_SMTP_PASSWORD");
    }

    @Test
    void send_toAServerThatIsNotThere_tellsWhichOne() {
        var mail = new Mail(MailServer.of("smtp://127.0.0.1:1", null, "a@example.org"));
        assertThatThrownBy(() -> mail.send("b@example.org", "Hello", "Hello"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1");
        assertThatThrownBy(() -> new Mail(null).send("b@example.org", "Hello", "Hello"))
                .hasMessageContaining("--smtp");
    }
}
