package org.maslin.server.report;

/** Small marks: states with a glyph and a word, chips, the mark of the house. */
final class Marks {

    /** How something stands. */
    enum State {
        GOOD("M20 6 9 17l-5-5"),
        BAD("M18 6 6 18M6 6l12 12"),
        OPEN("M5 12h.01M12 12h.01M19 12h.01");

        private final String glyph;

        State(String glyph) {
            this.glyph = glyph;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private Marks() {}

    static void state(Html html, State state, String word) {
        html.open("span.st." + state.word());
        glyph(html, state);
        html.text(word).close();
    }

    static void glyph(Html html, State state) {
        html.open("svg.i", "viewBox", "0 0 24 24", "aria-hidden", "true");
        html.empty("path", "d", state.glyph).close();
    }

    static void chip(Html html, String word) {
        html.put("span.chip", word);
    }

    static void brand(Html html) {
        html.open("p.brand").open("svg", "viewBox", "0 0 24 24", "aria-hidden", "true");
        html.empty("path.stem", "d", "M12 22V9");
        html.empty("path.machine", "d", "M12 10C9 8.5 9 4.5 12 1.5c3 3 3 7 0 8.5z");
        html.empty("path.human", "d", "M11 17c-4 .3-6.800-2-7-6.300C8 10.300 11 12.700 11 17z");
        html.empty("path.synthetic", "d", "M13 17c4 .3 6.800-2 7-6.300C16 10.300 13 12.700 13 17z");
        html.close().text("Maslin").close();
    }
}
