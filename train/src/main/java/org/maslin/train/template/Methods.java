package org.maslin.train.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Values.Function;
import org.maslin.train.template.Values.Tuple;

/** The methods of Python's texts, lists and mappings that change nothing. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Methods {

    private static final String SPACE = "[\\s\\x1c-\\x1f\\x85\\p{Z}]";

    private Methods() {}

    /** The method of this name bound to the value, or null if there is none. */
    static @Nullable Function of(@Nullable Object value, String name) {
        return switch (value) {
            case String text -> ofText(text, name);
            case Map<?, ?> map -> ofMap(map, name);
            case List<?> list -> ofList(list, name);
            case null, default -> null;
        };
    }

    private static @Nullable Function ofMap(Map<?, ?> map, String name) {
        return switch (name) {
            case "items" ->
                    (a, n) -> {
                        List<@Nullable Object> items = new ArrayList<>();
                        map.forEach((key, one) -> items.add(new Tuple(Arrays.asList(key, one))));
                        return items;
                    };
            case "keys" -> (a, n) -> new ArrayList<@Nullable Object>(map.keySet());
            case "values" -> (a, n) -> new ArrayList<@Nullable Object>(map.values());
            case "get" ->
                    (a, n) ->
                            map.containsKey(a.getFirst())
                                    ? map.get(a.getFirst())
                                    : a.size() > 1 ? a.get(1) : n.get("default");
            case "copy" -> (a, n) -> new LinkedHashMap<>(map);
            case "pop", "popitem", "update", "clear", "setdefault" -> refused(name);
            default -> null;
        };
    }

    private static @Nullable Function ofList(List<?> list, String name) {
        return switch (name) {
            case "index" ->
                    (a, n) -> {
                        for (int i = 0; i < list.size(); i++) {
                            if (Values.same(list.get(i), a.getFirst())) {
                                return (long) i;
                            }
                        }
                        throw new TemplateError("the value is not in the list");
                    };
            case "count" ->
                    (a, n) -> list.stream().filter(one -> Values.same(one, a.getFirst())).count();
            case "copy" -> (a, n) -> new ArrayList<@Nullable Object>(list);
            case "append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear" ->
                    refused(name);
            default -> null;
        };
    }

    private static Function refused(String name) {
        return (a, n) -> {
            throw new TemplateError("the method \"" + name + "\" changes its value and is refused");
        };
    }

    private static @Nullable Function ofText(String s, String name) {
        return switch (name) {
            case "upper" -> (a, n) -> s.toUpperCase(Locale.ROOT);
            case "lower", "casefold" -> (a, n) -> s.toLowerCase(Locale.ROOT);
            case "capitalize" -> (a, n) -> capitalized(s);
            case "title" -> (a, n) -> titled(s);
            case "swapcase" -> (a, n) -> swapped(s);
            case "strip" -> (a, n) -> stripped(s, argument(a, 0), true, true);
            case "lstrip" -> (a, n) -> stripped(s, argument(a, 0), true, false);
            case "rstrip" -> (a, n) -> stripped(s, argument(a, 0), false, true);
            case "startswith" -> (a, n) -> any(a.getFirst(), s::startsWith);
            case "endswith" -> (a, n) -> any(a.getFirst(), s::endsWith);
            case "removeprefix" ->
                    (a, n) -> {
                        String part = Values.string(a.getFirst());
                        return s.startsWith(part) ? s.substring(part.length()) : s;
                    };
            case "removesuffix" ->
                    (a, n) -> {
                        String part = Values.string(a.getFirst());
                        return s.endsWith(part) ? s.substring(0, s.length() - part.length()) : s;
                    };
            case "split" -> (a, n) -> split(s, either(a, 0, n, "sep"), either(a, 1, n, "maxsplit"));
            case "rsplit" ->
                    (a, n) -> rightSplit(s, either(a, 0, n, "sep"), either(a, 1, n, "maxsplit"));
            case "splitlines" -> (a, n) -> lines(s, Values.truth(either(a, 0, n, "keepends")));
            case "partition" -> (a, n) -> partition(s, Values.string(a.getFirst()), false);
            case "rpartition" -> (a, n) -> partition(s, Values.string(a.getFirst()), true);
            case "replace" ->
                    (a, n) ->
                            replaced(
                                    s,
                                    Values.string(a.getFirst()),
                                    Values.string(a.get(1)),
                                    either(a, 2, n, "count"));
            case "find" -> (a, n) -> codePoint(s, s.indexOf(Values.string(a.getFirst())));
            case "rfind" -> (a, n) -> codePoint(s, s.lastIndexOf(Values.string(a.getFirst())));
            case "index" ->
                    (a, n) -> {
                        long found = codePoint(s, s.indexOf(Values.string(a.getFirst())));
                        if (found < 0) {
                            throw new TemplateError("the text has no such part");
                        }
                        return found;
                    };
            case "count" -> (a, n) -> counted(s, Values.string(a.getFirst()));
            case "join" -> (a, n) -> joined(s, Values.items(a.getFirst()));
            case "isdigit", "isdecimal", "isnumeric" -> (a, n) -> all(s, Character::isDigit);
            case "isalpha" -> (a, n) -> all(s, Character::isLetter);
            case "isalnum" -> (a, n) -> all(s, Character::isLetterOrDigit);
            case "isspace" -> (a, n) -> all(s, Character::isWhitespace);
            case "isupper" ->
                    (a, n) ->
                            s.equals(s.toUpperCase(Locale.ROOT))
                                    && !s.equals(s.toLowerCase(Locale.ROOT));
            case "islower" ->
                    (a, n) ->
                            s.equals(s.toLowerCase(Locale.ROOT))
                                    && !s.equals(s.toUpperCase(Locale.ROOT));
            case "ljust" -> (a, n) -> s + padding(s, a);
            case "rjust" -> (a, n) -> padding(s, a) + s;
            case "center" ->
                    (a, n) -> {
                        String all = padding(s, a);
                        int left =
                                all.length() / 2 + (all.length() & Values.index(a.getFirst()) & 1);
                        return all.substring(0, left) + s + all.substring(left);
                    };
            case "zfill" ->
                    (a, n) -> {
                        String zeros = padding(s, List.of(a.getFirst(), "0"));
                        return s.startsWith("-") || s.startsWith("+")
                                ? s.charAt(0) + zeros + s.substring(1)
                                : zeros + s;
                    };
            case "format" -> (a, n) -> Formats.braces(s, a, n);
            default -> null;
        };
    }

    private static @Nullable Object argument(List<@Nullable Object> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static @Nullable Object either(
            List<@Nullable Object> positional,
            int index,
            Map<String, @Nullable Object> named,
            String name) {
        return index < positional.size() ? positional.get(index) : named.get(name);
    }

    private static boolean any(@Nullable Object parts, java.util.function.Predicate<String> holds) {
        return parts instanceof List<?> list
                ? list.stream().anyMatch(one -> holds.test(Values.string(one)))
                : holds.test(Values.string(parts));
    }

    private static boolean all(String s, java.util.function.IntPredicate holds) {
        return !s.isEmpty() && s.codePoints().allMatch(holds);
    }

    private static String padding(String s, List<@Nullable Object> arguments) {
        String fill = arguments.size() > 1 ? Values.string(arguments.get(1)) : " ";
        return Values.repeated(fill, Values.index(arguments.getFirst()) - (long) Values.length(s));
    }

    static String capitalized(String s) {
        if (s.isEmpty()) {
            return s;
        }
        int first = s.offsetByCodePoints(0, 1);
        return s.substring(0, first).toUpperCase(Locale.ROOT)
                + s.substring(first).toLowerCase(Locale.ROOT);
    }

    static String titled(String s) {
        var titled = new StringBuilder();
        boolean inWord = false;
        for (int c : s.codePoints().toArray()) {
            titled.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return titled.toString();
    }

    private static String swapped(String s) {
        var swapped = new StringBuilder();
        s.codePoints()
                .map(
                        c ->
                                Character.isUpperCase(c)
                                        ? Character.toLowerCase(c)
                                        : Character.toUpperCase(c))
                .forEach(swapped::appendCodePoint);
        return swapped.toString();
    }

    /** Without the given characters, or without whitespace, at one end or both. */
    static String stripped(String s, @Nullable Object characters, boolean left, boolean right) {
        int[] points = s.codePoints().toArray();
        int[] wanted = characters == null ? null : Values.string(characters).codePoints().toArray();
        int start = 0;
        int end = points.length;
        while (left && start < end && strips(points[start], wanted)) {
            start++;
        }
        while (right && end > start && strips(points[end - 1], wanted)) {
            end--;
        }
        return new String(points, start, end - start);
    }

    private static boolean strips(int c, int @Nullable [] wanted) {
        if (wanted == null) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
        }
        return Arrays.stream(wanted).anyMatch(one -> one == c);
    }

    private static List<@Nullable Object> split(
            String s, @Nullable Object separator, @Nullable Object most) {
        int limit = most == null || Values.index(most) < 0 ? Integer.MAX_VALUE : Values.index(most);
        List<@Nullable Object> parts = new ArrayList<>();
        if (separator == null) {
            String rest = stripped(s, null, true, false);
            while (!rest.isEmpty() && parts.size() < limit) {
                String[] two = rest.split(SPACE + "+", 2);
                parts.add(two[0]);
                rest = two.length > 1 ? two[1] : "";
            }
            if (!rest.isEmpty()) {
                parts.add(rest);
            }
            return parts;
        }
        String mark = marked(separator);
        int at = 0;
        for (int found = s.indexOf(mark);
                found >= 0 && parts.size() < limit;
                found = s.indexOf(mark, at)) {
            parts.add(s.substring(at, found));
            at = found + mark.length();
        }
        parts.add(s.substring(at));
        return parts;
    }

    private static List<@Nullable Object> rightSplit(
            String s, @Nullable Object separator, @Nullable Object most) {
        if (separator == null || most == null || Values.index(most) < 0) {
            return split(s, separator, null);
        }
        String mark = marked(separator);
        List<@Nullable Object> parts = new ArrayList<>();
        String rest = s;
        for (int i = 0; i < Values.index(most) && rest.contains(mark); i++) {
            int at = rest.lastIndexOf(mark);
            parts.addFirst(rest.substring(at + mark.length()));
            rest = rest.substring(0, at);
        }
        parts.addFirst(rest);
        return parts;
    }

    private static String marked(Object separator) {
        String mark = Values.string(separator);
        if (mark.isEmpty()) {
            throw new TemplateError("an empty separator");
        }
        return mark;
    }

    private static List<@Nullable Object> lines(String s, boolean ends) {
        List<@Nullable Object> lines = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\n' || c == '\r') {
                int next = c == '\r' && s.startsWith("\n", i + 1) ? i + 2 : i + 1;
                lines.add(s.substring(at, ends ? next : i));
                at = next;
                i = next - 1;
            }
        }
        if (at < s.length()) {
            lines.add(s.substring(at));
        }
        return lines;
    }

    private static Tuple partition(String s, String mark, boolean last) {
        int at = last ? s.lastIndexOf(mark) : s.indexOf(mark);
        if (at < 0) {
            return new Tuple(last ? Arrays.asList("", "", s) : Arrays.asList(s, "", ""));
        }
        return new Tuple(Arrays.asList(s.substring(0, at), mark, s.substring(at + mark.length())));
    }

    static String replaced(String s, String old, String next, @Nullable Object count) {
        long left = count == null || Values.whole(count) < 0 ? Long.MAX_VALUE : Values.whole(count);
        if (left == Long.MAX_VALUE) {
            int times = old.isEmpty() ? s.length() + 1 : s.length() / old.length();
            Values.repeated(next, times);
            return s.replace(old, next);
        }
        var text = new StringBuilder();
        int at = 0;
        for (int found = s.indexOf(old);
                found >= 0 && left > 0;
                found = s.indexOf(old, at), left--) {
            Values.bounded(text.append(s, at, found).append(next));
            at = found + old.length();
            if (old.isEmpty()) {
                break;
            }
        }
        return text.append(s.substring(at)).toString();
    }

    private static long codePoint(String s, int index) {
        return index < 0 ? -1 : s.codePointCount(0, index);
    }

    private static long counted(String s, String part) {
        if (part.isEmpty()) {
            return Values.length(s) + 1L;
        }
        long count = 0;
        for (int at = s.indexOf(part); at >= 0; at = s.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static String joined(String mark, List<@Nullable Object> items) {
        var text = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            Values.bounded(text.append(i > 0 ? mark : "").append(Values.string(items.get(i))));
        }
        return text.toString();
    }
}
