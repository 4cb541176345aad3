package org.maslin.synth.text;

import java.util.Locale;

/** What stands between two values of a formula; higher precedence binds first. */
public enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS_OR_EQUAL("<=", 4),
    GREATER_OR_EQUAL(">=", 4),
    LESS("<", 4),
    GREATER(">", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDED_BY("/", 6);

    private final String sign;
    private final int precedence;

    Operator(String sign, int precedence) {
        this.sign = sign;
        this.precedence = precedence;
    }

    String sign() {
        return sign;
    }

    int precedence() {
        return precedence;
    }

    boolean yieldsNumber() {
        return precedence >= PLUS.precedence;
    }

    TextValue apply(TextValue left, TextValue right) {
        return switch (this) {
            case OR -> new TextValue.Truth(left.asTruth() || right.asTruth());
            case AND -> new TextValue.Truth(left.asTruth() && right.asTruth());
            case EQUAL -> new TextValue.Truth(left.equals(right));
            case NOT_EQUAL -> new TextValue.Truth(!left.equals(right));
            case LESS_OR_EQUAL -> new TextValue.Truth(left.asWhole() <= right.asWhole());
            case GREATER_OR_EQUAL -> new TextValue.Truth(left.asWhole() >= right.asWhole());
            case LESS -> new TextValue.Truth(left.asWhole() < right.asWhole());
            case GREATER -> new TextValue.Truth(left.asWhole() > right.asWhole());
            case PLUS -> new TextValue.Whole(Math.addExact(left.asWhole(), right.asWhole()));
            case MINUS -> new TextValue.Whole(Math.subtractExact(left.asWhole(), right.asWhole()));
            case TIMES -> new TextValue.Whole(Math.multiplyExact(left.asWhole(), right.asWhole()));
            case DIVIDED_BY -> new TextValue.Whole(quotient(left.asWhole(), right.asWhole()));
        };
    }

    private static long quotient(long dividend, long divisor) {
        if (divisor == 0 || dividend % divisor != 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The quotient %d / %d is not whole. Draw the factors and multiply.",
                            dividend,
                            divisor));
        }
        return dividend / divisor;
    }
}
