package org.maslin.server.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * A report as one page that needs nothing else: no script, no file beside it, no network. It is
 * light or dark as the reader's system is, and prints on A4.
 */
public final class ReportPage {

    private static final String STYLE =
            text("tokens.css")
                    + text("report.css").replace("url(\"sans.woff2\")", "url(" + font() + ")");

    private static final String SOURCES =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; font-src data:";

    private final String html;

    private ReportPage(String html) {
        this.html = html;
    }

    /** What a chain came to, from its prompts to its gate. */
    public static ReportPage chain(ChainFacts facts) {
        String name = facts.chain().path("name").asString("Chain");
        return page(name + ", report", html -> new ChainReport(facts).write(html));
    }

    /** What answers that were replayed came to. */
    public static ReportPage answers(AnswersFacts facts) {
        String name = facts.project().path("name").asString("Answers");
        return page(name + ", report", html -> new AnswersReport(facts).write(html));
    }

    public String html() {
        return html;
    }

    /** The Content-Security-Policy to serve the page with: its own style and nothing else. */
    public static String contentPolicy() {
        return SOURCES + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static ReportPage page(String title, Consumer<Html> body) {
        var html = new Html();
        html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", SOURCES);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.put("title", title).style(STYLE).close();
        html.open("body").open("main");
        body.accept(html);
        return new ReportPage(html.close().close().close().page());
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .replaceAll("(?s)/\\*.*?\\*/\\s*", "");
    }

    private static String font() {
        return "data:font/woff2;base64," + Base64.getEncoder().encodeToString(bytes("sans.woff2"));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource (report/%s) is gone.".formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
