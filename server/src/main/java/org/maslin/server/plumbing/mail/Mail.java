package org.maslin.server.plumbing.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends mail through the operator's own server, or not at all. */
public final class Mail {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final @Nullable MailServer server;

    /**
     * @param server null if there is none, and so no mail
     */
    public Mail(@Nullable MailServer server) {
        this.server = server;
    }

    public boolean isThere() {
        return server != null;
    }

    /**
     * Hands a plain text in to the mail server, and waits until that has taken it.
     *
     * @throws IOException if there is no server, or it does not take the mail
     */
    public void send(String to, String subject, String text) throws IOException {
        if (server == null) {
            throw new IOException("No mail server is configured; maslin serve --smtp names one.");
        }
        try {
            var message = new MimeMessage(session(server));
            message.setFrom(new InternetAddress(server.from(), true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            Transport.send(message);
        } catch (MessagingException failed) {
            throw new IOException(
                    "The mail server %s:%d did not take the mail: %s"
                            .formatted(server.host(), server.port(), failed.getMessage()),
                    failed);
        }
    }

    private static Session session(MailServer server) {
        String protocol = server.encrypted() ? "smtps" : "smtp";
        var settings = new Properties();
        settings.put("mail.transport.protocol.rfc822", protocol);
        String prefix = "mail." + protocol + ".";
        settings.put(prefix + "host", server.host());
        settings.put(prefix + "port", String.valueOf(server.port()));
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "starttls.enable", "true");
        settings.put(
                prefix + "starttls.required",
                String.valueOf(!server.encrypted() && server.user() != null));
        for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            settings.put(prefix + wait, String.valueOf(PATIENCE.toMillis()));
        }
        if (server.user() == null) {
            return Session.getInstance(settings);
        }
        settings.put(prefix + "auth", "true");
        return Session.getInstance(
                settings,
                new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(server.user(), server.password());
                    }
                });
    }
}
