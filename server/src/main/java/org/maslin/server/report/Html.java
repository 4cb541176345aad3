package org.maslin.server.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML, and escapes whatever it is given; no other class of the report does. Elements are
 * named as in CSS, with their classes: {@code open("div.card.pad")}. Attributes follow in pairs.
 */
final class Html {

    private static final Set<String> VOID = Set.of("br", "meta");

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. */
    Html open(String name, String... attributes) {
        String tag = start(name, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** A whole element with nothing but text in it. */
    Html put(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** An element with nothing in it, such as a shape of SVG. */
    Html empty(String name, String... attributes) {
        String tag = start(name, attributes);
        out.append(VOID.contains(tag) ? ">" : "></" + tag + ">");
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** The content of a style element, which knows no escapes. */
    Html style(String css) {
        if (css.contains("</")) {
            throw new IllegalArgumentException("A style must not hold (</).");
        }
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    /** The finished page. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("The element (%s) is still open.".formatted(open));
        }
        return "<!doctype html>\n" + out + "\n";
    }

    private String start(String name, String... attributes) {
        int dot = name.indexOf('.');
        String tag = dot < 0 ? name : name.substring(0, dot);
        out.append('<').append(tag);
        if (dot >= 0) {
            attribute("class", name.substring(dot + 1).replace('.', ' '));
        }
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
        return tag;
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
