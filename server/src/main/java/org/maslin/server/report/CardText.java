package org.maslin.server.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model card as HTML. Of Markdown it knows what cards are written in: headings, paragraphs,
 * lists, tables, bold and code; the rest stays as it is written.
 */
final class CardText {

    private static final int HIGHEST_HEADING = 3;
    private static final int LOWEST_HEADING = 6;
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*");
    private static final Pattern RULE = Pattern.compile("\\|[-:| ]*-[-:| ]*\\|");

    private final Html html;
    private final String name;
    private final List<String> block = new ArrayList<>();
    private int tables;

    private CardText(Html html, String name) {
        this.html = html;
        this.name = name;
    }

    /**
     * @param name what the card is of, to tell its tables from those of other cards
     */
    static void write(Html html, String name, String markdown) {
        var card = new CardText(html, name);
        markdown.lines().forEach(card::take);
        card.end();
    }

    private void take(String line) {
        if (line.isBlank()) {
            end();
        } else if (line.startsWith("#")) {
            end();
            heading(line);
        } else {
            if (!block.isEmpty() && isRow(line) != isRow(block.getFirst())) {
                end();
            }
            block.add(line.strip());
        }
    }

    private void end() {
        if (block.isEmpty()) {
            return;
        }
        if (isRow(block.getFirst())) {
            table();
        } else if (block.getFirst().startsWith("- ")) {
            list();
        } else {
            html.open("p");
            inline(String.join(" ", block));
            html.close();
        }
        block.clear();
    }

    private void heading(String line) {
        int level = line.length() - line.replaceFirst("^#+", "").length();
        html.open("h" + Math.min(LOWEST_HEADING, HIGHEST_HEADING + level - 1));
        inline(line.substring(level).strip());
        html.close();
    }

    private void list() {
        html.open("ul");
        for (String item : String.join("\n", block).substring(2).split("\n- ")) {
            html.open("li");
            inline(item.replace('\n', ' '));
            html.close();
        }
        html.close();
    }

    private void table() {
        List<List<String>> rows =
                block.stream()
                        .filter(row -> !RULE.matcher(row).matches())
                        .map(CardText::cells)
                        .toList();
        boolean named = rows.getFirst().stream().anyMatch(cell -> !cell.isEmpty());
        List<String> head = named ? rows.getFirst() : List.of("What", "Value");
        Table.open(html, "Card of %s, table %d".formatted(name, ++tables), head.size(), head);
        rows.subList(1, rows.size()).forEach(this::row);
        Table.close(html);
    }

    private void row(List<String> cells) {
        html.open("tr");
        for (int i = 0; i < cells.size(); i++) {
            if (i == 0) {
                html.open("th", "scope", "row");
            } else {
                html.open("td");
            }
            inline(cells.get(i));
            html.close();
        }
        html.close();
    }

    private void inline(String text) {
        Matcher marked = MARKED.matcher(text);
        int from = 0;
        while (marked.find()) {
            html.text(text.substring(from, marked.start()));
            String code = marked.group(1);
            html.put(code == null ? "b" : "code", code == null ? marked.group(2) : code);
            from = marked.end();
        }
        html.text(text.substring(from));
    }

    private static boolean isRow(String line) {
        return line.startsWith("|");
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
