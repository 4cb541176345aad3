package org.maslin.server.plumbing.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Where mail is handed in, and from whom it is.
 *
 * @param encrypted whether the connection is encrypted from its first byte; otherwise it becomes so
 *     by STARTTLS where the server offers that, and must where a password is sent
 * @param user null if the server takes mail from anybody
 */
public record MailServer(
        String host,
        int port,
        boolean encrypted,
        @Nullable String user,
        @Nullable String password,
        String from) {

    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    /**
     * @param address {@code smtp://[USER@]HOST[:PORT]}, or {@code smtps://} for encryption from the
     *     first byte
     * @param password of the user
     * @param from the sender, such as {@code Maslin <maslin@example.org>}
     */
    public static MailServer of(String address, @Nullable String password, @Nullable String from) {
        URI uri = uri(address);
        boolean encrypted = "smtps".equals(uri.getScheme());
        if (!encrypted && !"smtp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw badAddress(address);
        }
        String user = uri.getUserInfo();
        if (user != null && (password == null || password.isEmpty())) {
            throw new BadInputException(
                    "MASLIN_SMTP_PASSWORD",
                    "no password",
                    "the password of %s".formatted(user),
                    "Set it in the environment; on the command line others could read it.");
        }
        int port = uri.getPort() < 0 ? encrypted ? SUBMISSIONS : SUBMISSION : uri.getPort();
        return new MailServer(uri.getHost(), port, encrypted, user, password, sender(from));
    }

    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw badAddress(address);
        }
    }

    private static BadInputException badAddress(String address) {
        return new BadInputException(
                "--smtp",
                address,
                "smtp://[USER@]HOST[:PORT] or smtps://[USER@]HOST[:PORT]",
                "For example: --smtp smtps://maslin@mail.example.org");
    }

    private static String sender(@Nullable String from) {
        try {
            return new InternetAddress(from == null ? "" : from, true).toString();
        } catch (AddressException e) {
            throw new BadInputException(
                    "--mail-from",
                    from == null ? "nothing" : from,
                    "the address that mail is from",
                    "For example: --mail-from 'Maslin <maslin@example.org>'");
        }
    }
}
