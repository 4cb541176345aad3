package org.maslin.server.report;

import java.util.List;

/**
 * A table of words and numbers.
 *
 * @param words how many columns on the left hold words; the others hold numbers
 */
record Table(int words, List<String> head, List<List<String>> rows) {

    Table {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    void write(Html html, String name) {
        open(html, name, words, head);
        rows.forEach(row -> row(html, row));
        close(html);
    }

    /** Opens a table in a region that scrolls by itself, up to where its rows begin. */
    static void open(Html html, String name, int words, List<String> head) {
        html.open("div.scroll", "role", "region", "aria-label", name, "tabindex", "0");
        html.open("table.tbl").open("thead").open("tr");
        for (int i = 0; i < head.size(); i++) {
            html.put(i < words ? "th" : "th.num", head.get(i), "scope", "col");
        }
        html.close().close().open("tbody");
    }

    static void close(Html html) {
        html.close().close().close();
    }

    private void row(Html html, List<String> row) {
        html.open("tr").put("th", row.getFirst(), "scope", "row");
        for (int i = 1; i < row.size(); i++) {
            html.put(i < words ? "td" : "td.num", row.get(i));
        }
        html.close();
    }
}
