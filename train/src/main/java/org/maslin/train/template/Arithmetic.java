package org.maslin.train.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What operators do. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Arithmetic {

    private static final int MOST_ITEMS = 1_000_000;

    private Arithmetic() {}

    static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "==" -> Values.same(left, right);
            case "!=" -> !Values.same(left, right);
            case "<" -> Values.order(left, right) < 0;
            case ">" -> Values.order(left, right) > 0;
            case "<=" -> Values.order(left, right) <= 0;
            case ">=" -> Values.order(left, right) >= 0;
            case "in" -> Values.contains(right, left);
            default -> !Values.contains(right, left);
        };
    }

    static Object unary(String operator, @Nullable Object value) {
        return switch (operator) {
            case "not" -> !Values.truth(value);
            case "-" -> value instanceof Double number ? -number : -Values.whole(value);
            default -> value instanceof Double number ? number : Values.whole(value);
        };
    }

    static Object binary(String operator, @Nullable Object left, @Nullable Object right) {
        if (operator.equals("~")) {
            return Values.bounded(new StringBuilder(Values.text(left)).append(Values.text(right)))
                    .toString();
        }
        if (left instanceof String text) {
            if (operator.equals("+") && right instanceof String other) {
                return Values.bounded(new StringBuilder(text).append(other)).toString();
            }
            if (operator.equals("*") && right instanceof Long count) {
                return Values.repeated(text, count);
            }
            if (operator.equals("%")) {
                return Formats.percent(text, right);
            }
        }
        if (left instanceof Long count && right instanceof String text && operator.equals("*")) {
            return Values.repeated(text, count);
        }
        if (left instanceof List<?> one && operator.equals("+") && right instanceof List<?> other) {
            return joined(one, other);
        }
        if (left instanceof List<?> list && operator.equals("*") && right instanceof Long count) {
            return repeated(list, count);
        }
        if (Values.isNumber(left) && Values.isNumber(right)) {
            return numbers(operator, left, right);
        }
        throw new TemplateError(
                "%s and %s do not go together with %s"
                        .formatted(Values.kind(left), Values.kind(right), operator));
    }

    private static Object joined(List<?> one, List<?> other) {
        List<@Nullable Object> both = new ArrayList<>(one);
        both.addAll(other);
        if (both.size() > MOST_ITEMS) {
            throw new TemplateError("the template makes too long a list");
        }
        return one instanceof Values.Tuple ? new Values.Tuple(both) : both;
    }

    private static Object repeated(List<?> list, long count) {
        if (count > 0 && list.size() * count > MOST_ITEMS) {
            throw new TemplateError("the template makes too long a list");
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            all.addAll(list);
        }
        return all;
    }

    private static Object numbers(String operator, @Nullable Object left, @Nullable Object right) {
        boolean real = left instanceof Double || right instanceof Double || operator.equals("/");
        if (Values.decimal(right) == 0 && List.of("/", "//", "%").contains(operator)) {
            throw new TemplateError("division by zero");
        }
        try {
            return real
                    ? reals(operator, Values.decimal(left), Values.decimal(right))
                    : wholes(operator, Values.whole(left), Values.whole(right));
        } catch (ArithmeticException e) {
            throw new TemplateError("a number becomes too large");
        }
    }

    private static Object reals(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }

    private static Object wholes(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> power(a, b);
        };
    }

    private static Object power(long a, long b) {
        if (b < 0) {
            return Math.pow(a, b);
        }
        long result = 1;
        for (long i = 0; i < b && (a != 1 && a != 0 && a != -1 || i < 2); i++) {
            result = Math.multiplyExact(result, a);
        }
        return a == -1 ? (b % 2 == 0 ? 1L : -1L) : b == 0 ? 1L : result;
    }
}
