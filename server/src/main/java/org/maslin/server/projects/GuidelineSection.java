package org.maslin.server.projects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a guideline: what stands below one heading of the first or second level.
 *
 * @param id made from the heading, and the same in every version that has it
 * @param text in Markdown, without its examples
 */
public record GuidelineSection(String id, String heading, String text, List<Example> examples) {

    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?i)(good |bad |counter-?)?examples?\\b.*");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(```|~~~).*");
    private static final String TOP = "top";
    private static final int DEEPEST = 2;
    private static final int LONGEST_ID = 80;

    /** What stands below a deeper heading that says it is an example. */
    public record Example(String heading, String text) {}

    public GuidelineSection {
        examples = List.copyOf(examples);
    }

    /** The sections of a guideline; what stands before the first heading is one without a name. */
    static List<GuidelineSection> of(String guideline) {
        var reader = new Reader();
        guideline.lines().forEach(reader::line);
        return reader.end();
    }

    /** Whether it is the same to read. */
    boolean saysWhat(GuidelineSection other) {
        return heading.equals(other.heading)
                && text.equals(other.text)
                && examples.equals(other.examples);
    }

    /** Whether every one of these words is in it. */
    boolean has(List<String> words) {
        var all = new StringBuilder(heading).append('\n').append(text);
        examples.forEach(
                one -> all.append('\n').append(one.heading()).append('\n').append(one.text()));
        String lower = all.toString().toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Reads line by line; headings within fenced code are code. */
    private static final class Reader {

        private final List<GuidelineSection> sections = new ArrayList<>();
        private final Map<String, Integer> ids = new HashMap<>();
        private String heading = "";
        private StringBuilder text = new StringBuilder();
        private List<Example> examples = new ArrayList<>();
        private String example = "";
        private boolean inExample;
        private StringBuilder exampleText = new StringBuilder();
        private boolean fenced;

        void line(String line) {
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
            }
            Matcher found = HEADING.matcher(line);
            if (fenced || !found.matches()) {
                (inExample ? exampleText : text).append(line).append('\n');
                return;
            }
            boolean deep = found.group(1).length() > DEEPEST;
            endExample();
            if (!deep) {
                endSection();
                heading = found.group(2);
            } else if (EXAMPLE.matcher(found.group(2)).matches()) {
                inExample = true;
                example = found.group(2);
            } else {
                text.append(line).append('\n');
            }
        }

        private void endExample() {
            if (inExample) {
                examples.add(new Example(example, exampleText.toString().strip()));
                exampleText = new StringBuilder();
                inExample = false;
            }
        }

        private void endSection() {
            String body = text.toString().strip();
            if (!heading.isEmpty() || !body.isEmpty() || !examples.isEmpty()) {
                sections.add(new GuidelineSection(id(), heading, body, examples));
            }
            text = new StringBuilder();
            examples = new ArrayList<>();
        }

        private String id() {
            String slug =
                    heading.toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}]+", "-")
                            .replaceAll("^-+|-+$", "");
            String name =
                    slug.isEmpty() ? TOP : slug.substring(0, Math.min(LONGEST_ID, slug.length()));
            int times = ids.merge(name, 1, Integer::sum);
            return times == 1 ? name : name + "-" + times;
        }

        List<GuidelineSection> end() {
            endExample();
            endSection();
            return List.copyOf(sections);
        }
    }
}
