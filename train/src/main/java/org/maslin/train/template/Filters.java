package org.maslin.train.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Values.Tuple;
import org.maslin.train.template.Values.Undefined;

/** What can be done with {@code |}. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Filters {

    static final Set<String> NAMES =
            Set.of(
                    "abs",
                    "attr",
                    "batch",
                    "capitalize",
                    "center",
                    "count",
                    "d",
                    "default",
                    "dictsort",
                    "e",
                    "escape",
                    "first",
                    "float",
                    "format",
                    "groupby",
                    "indent",
                    "int",
                    "items",
                    "join",
                    "last",
                    "length",
                    "list",
                    "lower",
                    "map",
                    "max",
                    "min",
                    "reject",
                    "rejectattr",
                    "replace",
                    "reverse",
                    "round",
                    "safe",
                    "select",
                    "selectattr",
                    "slice",
                    "sort",
                    "string",
                    "striptags",
                    "sum",
                    "title",
                    "tojson",
                    "trim",
                    "truncate",
                    "unique",
                    "upper",
                    "urlencode",
                    "wordcount");

    private final Interpreter interpreter;

    Filters(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** What a filter was given beside its value. */
    private record Given(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {

        @Nullable Object get(int index, String name, @Nullable Object otherwise) {
            return index < positional.size()
                    ? positional.get(index)
                    : named.containsKey(name) ? named.get(name) : otherwise;
        }

        boolean flag(int index, String name) {
            return Values.truth(get(index, name, false));
        }
    }

    @Nullable Object apply(
            String name,
            @Nullable Object value,
            List<@Nullable Object> positional,
            Map<String, @Nullable Object> named) {
        var given = new Given(positional, named);
        return switch (name) {
            case "d", "default" ->
                    value instanceof Undefined || (given.flag(1, "boolean") && !Values.truth(value))
                            ? given.get(0, "default_value", "")
                            : value;
            case "string", "safe" -> Values.text(value);
            case "upper" -> Values.text(value).toUpperCase(Locale.ROOT);
            case "lower" -> Values.text(value).toLowerCase(Locale.ROOT);
            case "capitalize" -> Methods.capitalized(Values.text(value));
            case "title" -> title(Values.text(value));
            case "trim" ->
                    Methods.stripped(Values.text(value), given.get(0, "chars", null), true, true);
            case "replace" ->
                    Methods.replaced(
                            Values.text(value),
                            Values.text(given.get(0, "old", "")),
                            Values.text(given.get(1, "new", "")),
                            given.get(2, "count", null));
            case "length", "count" -> (long) Values.length(value);
            case "list" -> Values.items(value);
            case "first" -> {
                List<@Nullable Object> items = Values.items(value);
                yield items.isEmpty() ? new Undefined("first") : items.getFirst();
            }
            case "last" -> {
                List<@Nullable Object> items = Values.items(value);
                yield items.isEmpty() ? new Undefined("last") : items.getLast();
            }
            case "reverse" -> {
                List<@Nullable Object> items = Values.items(value);
                Collections.reverse(items);
                yield value instanceof String ? concatenated(items) : items;
            }
            case "join" -> join(value, given);
            case "sort" -> sort(value, given);
            case "unique" -> unique(value, given);
            case "min" -> extreme(value, given, -1);
            case "max" -> extreme(value, given, 1);
            case "sum" -> sum(value, given);
            case "map" -> map(value, given);
            case "select" -> select(value, given, true, false);
            case "reject" -> select(value, given, false, false);
            case "selectattr" -> select(value, given, true, true);
            case "rejectattr" -> select(value, given, false, true);
            case "groupby" -> groups(value, given);
            case "dictsort" -> dictsort(value, given);
            case "items" -> items(value);
            case "attr" -> interpreter.attribute(value, Values.string(given.get(0, "name", "")));
            case "batch" -> batch(value, given);
            case "slice" -> slices(value, given);
            case "tojson" -> json(value, given);
            case "int" -> integer(value, given.get(0, "default", 0L));
            case "float" -> real(value, given.get(0, "default", 0.0));
            case "abs" ->
                    value instanceof Double number
                            ? Math.abs(number)
                            : (Object) Math.abs(Values.whole(value));
            case "round" -> round(value, given);
            case "indent" -> indent(Values.text(value), given);
            case "e", "escape" -> escaped(Values.text(value));
            case "urlencode" ->
                    URLEncoder.encode(Values.text(value), StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("%2F", "/")
                            .replace("%7E", "~");
            case "striptags" ->
                    String.join(
                            " ",
                            Values.text(value)
                                    .replaceAll("(?s)<!--.*?-->|<[^>]*>", "")
                                    .strip()
                                    .split("\\s+"));
            case "wordcount" -> words(Values.text(value));
            case "center" -> {
                int width = Values.index(given.get(0, "width", 80L));
                yield Values.text(
                        java.util.Objects.requireNonNull(Methods.of(Values.text(value), "center"))
                                .call(List.of((long) width), new LinkedHashMap<>()));
            }
            case "truncate" -> truncate(Values.text(value), given);
            case "format" -> Formats.percent(Values.text(value), new Tuple(positional));
            default -> throw new TemplateError("no filter is named \"%s\"".formatted(name));
        };
    }

    private static String title(String text) {
        var titled = new StringBuilder();
        boolean start = true;
        for (int c : text.codePoints().toArray()) {
            titled.appendCodePoint(start ? Character.toUpperCase(c) : Character.toLowerCase(c));
            start = Character.isWhitespace(c) || "-({[<".indexOf(c) >= 0;
        }
        return titled.toString();
    }

    private static String concatenated(List<@Nullable Object> items) {
        var text = new StringBuilder();
        items.forEach(text::append);
        return text.toString();
    }

    /** The attribute of this dotted name, or the item where a part is a number. */
    private @Nullable Object attribute(@Nullable Object of, @Nullable Object path) {
        @Nullable Object value = of;
        if (path instanceof Long index) {
            List<@Nullable Object> items = Values.items(of);
            return index < items.size() ? items.get(Values.index(index)) : new Undefined("item");
        }
        for (String name : Values.string(path).split("\\.")) {
            if (value instanceof Undefined) {
                return value;
            }
            value =
                    value instanceof Map<?, ?> map && map.containsKey(name)
                            ? map.get(name)
                            : name.matches("\\d+") && value instanceof List<?> list
                                    ? list.get(Integer.parseInt(name))
                                    : interpreter.attribute(value, name);
        }
        return value;
    }

    private String join(@Nullable Object value, Given given) {
        String mark = Values.text(given.get(0, "d", ""));
        @Nullable Object path = given.get(1, "attribute", null);
        var text = new StringBuilder();
        boolean first = true;
        for (@Nullable Object item : Values.items(value)) {
            text.append(first ? "" : mark)
                    .append(Values.text(path == null ? item : attribute(item, path)));
            Values.bounded(text);
            first = false;
        }
        return text.toString();
    }

    private static @Nullable Object folded(@Nullable Object value, boolean sensitive) {
        return !sensitive && value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }

    private @Nullable Object key(@Nullable Object item, @Nullable Object path, boolean sensitive) {
        if (path == null) {
            return folded(item, sensitive);
        }
        if (path instanceof String paths && paths.contains(",")) {
            List<@Nullable Object> keys = new ArrayList<>();
            for (String one : paths.split(",")) {
                keys.add(folded(attribute(item, one), sensitive));
            }
            return keys;
        }
        return folded(attribute(item, path), sensitive);
    }

    private Object sort(@Nullable Object value, Given given) {
        List<@Nullable Object> items = Values.items(value);
        @Nullable Object path = given.get(2, "attribute", null);
        boolean sensitive = given.flag(1, "case_sensitive");
        Comparator<@Nullable Object> order =
                (a, b) -> Values.order(key(a, path, sensitive), key(b, path, sensitive));
        items.sort(given.flag(0, "reverse") ? order.reversed() : order);
        return items;
    }

    private Object unique(@Nullable Object value, Given given) {
        boolean sensitive = given.flag(0, "case_sensitive");
        @Nullable Object path = given.get(1, "attribute", null);
        List<@Nullable Object> seen = new ArrayList<>();
        List<@Nullable Object> kept = new ArrayList<>();
        for (@Nullable Object item : Values.items(value)) {
            @Nullable Object key = key(item, path, sensitive);
            if (!Values.contains(seen, key)) {
                seen.add(key);
                kept.add(item);
            }
        }
        return kept;
    }

    private @Nullable Object extreme(@Nullable Object value, Given given, int sign) {
        boolean sensitive = given.flag(0, "case_sensitive");
        @Nullable Object path = given.get(1, "attribute", null);
        List<@Nullable Object> items = Values.items(value);
        if (items.isEmpty()) {
            return new Undefined("no item");
        }
        @Nullable Object best = items.getFirst();
        for (@Nullable Object item : items) {
            int order = Values.order(key(item, path, sensitive), key(best, path, sensitive));
            best = order * sign > 0 ? item : best;
        }
        return best;
    }

    private Object sum(@Nullable Object value, Given given) {
        @Nullable Object path = given.get(0, "attribute", null);
        Object total = java.util.Objects.requireNonNull(given.get(1, "start", 0L));
        for (@Nullable Object item : Values.items(value)) {
            total = Arithmetic.binary("+", total, path == null ? item : attribute(item, path));
        }
        return total;
    }

    private Object map(@Nullable Object value, Given given) {
        List<@Nullable Object> mapped = new ArrayList<>();
        for (@Nullable Object item : Values.items(value)) {
            if (given.named().containsKey("attribute")) {
                @Nullable Object found = attribute(item, given.named().get("attribute"));
                mapped.add(
                        found instanceof Undefined && given.named().containsKey("default")
                                ? given.named().get("default")
                                : found);
            } else {
                List<@Nullable Object> rest = given.positional();
                mapped.add(
                        apply(
                                Values.string(rest.getFirst()),
                                item,
                                rest.subList(1, rest.size()),
                                given.named()));
            }
        }
        return mapped;
    }

    private Object select(
            @Nullable Object value, Given given, boolean wanted, boolean byAttribute) {
        List<@Nullable Object> rest =
                byAttribute
                        ? given.positional().subList(1, given.positional().size())
                        : given.positional();
        List<@Nullable Object> kept = new ArrayList<>();
        for (@Nullable Object item : Values.items(value)) {
            @Nullable Object asked =
                    byAttribute ? attribute(item, given.positional().getFirst()) : item;
            boolean holds =
                    rest.isEmpty()
                            ? Values.truth(asked)
                            : Tests.holds(
                                    Values.string(rest.getFirst()),
                                    asked,
                                    rest.subList(1, rest.size()));
            if (holds == wanted) {
                kept.add(item);
            }
        }
        return kept;
    }

    private Object groups(@Nullable Object value, Given given) {
        @Nullable Object path = given.get(0, "attribute", "");
        boolean sensitive = given.flag(2, "case_sensitive");
        List<@Nullable Object> items = Values.items(value);
        items.sort((a, b) -> Values.order(key(a, path, sensitive), key(b, path, sensitive)));
        List<@Nullable Object> groups = new ArrayList<>();
        List<@Nullable Object> group = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            group.add(items.get(i));
            @Nullable Object here = key(items.get(i), path, sensitive);
            if (i + 1 == items.size()
                    || !Values.same(here, key(items.get(i + 1), path, sensitive))) {
                groups.add(
                        new Tuple(
                                Arrays.asList(attribute(group.getFirst(), path), group),
                                List.of("grouper", "list")));
                group = new ArrayList<>();
            }
        }
        return groups;
    }

    private Object dictsort(@Nullable Object value, Given given) {
        boolean sensitive = given.flag(0, "case_sensitive");
        int by = "value".equals(given.get(1, "by", "key")) ? 1 : 0;
        List<@Nullable Object> pairs = items(value);
        Comparator<@Nullable Object> order =
                (a, b) ->
                        Values.order(
                                folded(Values.items(a).get(by), sensitive),
                                folded(Values.items(b).get(by), sensitive));
        pairs.sort(given.flag(2, "reverse") ? order.reversed() : order);
        return pairs;
    }

    private static List<@Nullable Object> items(@Nullable Object value) {
        List<@Nullable Object> pairs = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> pairs.add(new Tuple(Arrays.asList(key, one))));
        } else if (!(value instanceof Undefined)) {
            throw new TemplateError(Values.kind(value) + " is no mapping");
        }
        return pairs;
    }

    private static Object batch(@Nullable Object value, Given given) {
        int size = Math.max(1, Values.index(given.get(0, "linecount", 1L)));
        @Nullable Object fill = given.get(1, "fill_with", null);
        List<@Nullable Object> items = Values.items(value);
        List<@Nullable Object> batches = new ArrayList<>();
        for (int at = 0; at < items.size(); at += size) {
            List<@Nullable Object> batch =
                    new ArrayList<>(items.subList(at, Math.min(at + size, items.size())));
            while (fill != null && batch.size() < Math.min(size, 10_000)) {
                batch.add(fill);
            }
            batches.add(batch);
        }
        return batches;
    }

    private static Object slices(@Nullable Object value, Given given) {
        int count = Math.clamp(Values.index(given.get(0, "slices", 1L)), 1, 10_000);
        @Nullable Object fill = given.get(1, "fill_with", null);
        List<@Nullable Object> items = Values.items(value);
        int each = items.size() / count;
        int longer = items.size() % count;
        List<@Nullable Object> slices = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int size = each + (i < longer ? 1 : 0);
            List<@Nullable Object> slice = new ArrayList<>(items.subList(at, at + size));
            if (fill != null && longer > 0 && i >= longer) {
                slice.add(fill);
            }
            slices.add(slice);
            at += size;
        }
        return slices;
    }

    private static String json(@Nullable Object value, Given given) {
        @Nullable Object indent = given.get(1, "indent", null);
        @Nullable Object separators = given.get(2, "separators", null);
        boolean sorted = given.flag(3, "sort_keys");
        String comma = indent == null ? ", " : ",";
        String colon = ": ";
        if (separators != null) {
            comma = Values.text(Values.items(separators).get(0));
            colon = Values.text(Values.items(separators).get(1));
        }
        int width = indent == null ? -1 : Math.clamp(Values.index(indent), 0, 100);
        String text = Values.json(value, width, sorted, comma, colon);
        return given.flag(0, "ensure_ascii") ? ascii(text) : text;
    }

    private static String ascii(String text) {
        var plain = new StringBuilder();
        for (char c : text.toCharArray()) {
            plain.append(c < 0x7F ? Character.toString(c) : "\\u%04x".formatted((int) c));
        }
        return plain.toString();
    }

    private static @Nullable Object integer(@Nullable Object value, @Nullable Object otherwise) {
        try {
            return switch (value) {
                case Double number -> number.longValue();
                case String text -> whole(text.strip());
                case null, default -> Values.whole(value);
            };
        } catch (TemplateError | NumberFormatException e) {
            return otherwise;
        }
    }

    private static long whole(String text) {
        return text.matches("[+-]?\\d+") ? Long.parseLong(text) : (long) Double.parseDouble(text);
    }

    private static @Nullable Object real(@Nullable Object value, @Nullable Object otherwise) {
        try {
            return value instanceof String text
                    ? (Object) Double.parseDouble(text.strip())
                    : (Object) Values.decimal(value);
        } catch (TemplateError | NumberFormatException e) {
            return otherwise;
        }
    }

    private static Object round(@Nullable Object value, Given given) {
        int digits = Math.clamp(Values.index(given.get(0, "precision", 0L)), -300, 300);
        RoundingMode mode =
                switch (Values.text(given.get(1, "method", "common"))) {
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default -> RoundingMode.HALF_EVEN;
                };
        return new BigDecimal(Values.decimal(value)).setScale(digits, mode).doubleValue();
    }

    private static String indent(String text, Given given) {
        @Nullable Object width = given.get(0, "width", 4L);
        String by = width instanceof String own ? own : Values.repeated(" ", Values.index(width));
        boolean first = given.flag(1, "first");
        boolean blank = given.flag(2, "blank");
        String[] lines = text.split("\n", -1);
        var indented = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            boolean wanted = i == 0 ? first : blank || !lines[i].isEmpty();
            indented.append(i > 0 ? "\n" : "").append(wanted ? by : "").append(lines[i]);
            Values.bounded(indented);
        }
        return indented.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static long words(String text) {
        return Arrays.stream(text.split("\\W+")).filter(word -> !word.isEmpty()).count();
    }

    private static String truncate(String text, Given given) {
        int length = Values.index(given.get(0, "length", 255L));
        String end = Values.text(given.get(2, "end", "..."));
        int leeway = Values.index(given.get(3, "leeway", 5L));
        int[] points = text.codePoints().toArray();
        if (points.length <= length + leeway) {
            return text;
        }
        String cut = new String(points, 0, Math.max(0, length - Values.length(end)));
        if (!given.flag(1, "killwords") && cut.contains(" ")) {
            cut = cut.substring(0, cut.lastIndexOf(' '));
        }
        return cut + end;
    }
}
