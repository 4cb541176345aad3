package org.maslin.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTextTest {

    @Test
    void write_ofHeadingsAndParagraphs_joinsLines_andEscapes() {
        assertThat(html("# A <b> model\n\nIt knows\n**its** `work`.\n\n## Data"))
                .isEqualTo(
                        "<h3>A &lt;b&gt; model</h3><p>It knows <b>its</b> <code>work</code>.</p>"
                                + "<h4>Data</h4>");
    }

    @Test
    void write_ofTableWithoutHead_namesItsColumns() {
        assertThat(html("| | |\n|---|---|\n| size | `2` |"))
                .contains("aria-label=\"Card of base, table 1\"")
                .contains("<th scope=\"col\">What</th><th scope=\"col\">Value</th>")
                .contains("<tr><th scope=\"row\">size</th><td><code>2</code></td></tr>");
    }

    @Test
    void write_ofTable_keepsEveryCell() {
        assertThat(html("Figures:\n| words | n |\n|:--|--:|\n| 5.5 | |"))
                .startsWith("<p>Figures:</p>")
                .contains("<th scope=\"col\">words</th><th scope=\"col\">n</th>")
                .contains("<tr><th scope=\"row\">5.5</th><td></td></tr>");
    }

    @Test
    void write_ofList_joinsLinesOfAnItem() {
        assertThat(html("- one\n  more\n- two"))
                .isEqualTo("<ul><li>one more</li><li>two</li></ul>");
    }

    private static String html(String markdown) {
        var html = new Html();
        CardText.write(html, "base", markdown);
        return html.page().replace("<!doctype html>\n", "").stripTrailing();
    }
}
