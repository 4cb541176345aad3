package org.maslin.synth.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a formula by precedence climbing: a choice holds operators, operators hold terms. */
final class ExpressionParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\d+|'[^']*'|[a-z_][a-z0-9_]*|\\|\\||&&|[=!<>]=|[-+*/<>?:().,])");

    private final String source;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    ExpressionParser(String source) {
        this.source = source;
        Matcher matcher = TOKEN.matcher(source);
        int at = 0;
        while (at < source.length() && !source.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw unreadable(source.substring(at).strip());
            }
            tokens.add(matcher.group(1));
            at = matcher.end();
        }
    }

    Expression parse() {
        Expression whole = choice();
        if (next < tokens.size()) {
            throw unreadable(tokens.get(next));
        }
        return whole;
    }

    private Expression choice() {
        Expression condition = operation(1);
        if (!take("?")) {
            return condition;
        }
        Expression yes = choice();
        expect(":");
        return new Expression.Choice(condition, yes, choice());
    }

    private Expression operation(int weakest) {
        Expression left = term();
        for (Operator operator = peekOperator();
                operator != null && operator.precedence() >= weakest;
                operator = peekOperator()) {
            next++;
            left = new Expression.Binary(operator, left, operation(operator.precedence() + 1));
        }
        return left;
    }

    private Expression term() {
        if (take("(")) {
            Expression inner = choice();
            expect(")");
            return inner;
        }
        String token = take();
        if (Character.isDigit(token.charAt(0))) {
            return new Expression.Literal(new TextValue.Whole(Long.parseLong(token)));
        }
        if (token.startsWith("'")) {
            return new Expression.Literal(
                    new TextValue.Word(token.substring(1, token.length() - 1)));
        }
        if (!Character.isLetter(token.charAt(0))) {
            throw unreadable(token);
        }
        return take("(") ? call(token) : named(token);
    }

    private Expression named(String name) {
        Expression named = new Expression.Name(name);
        while (take(".")) {
            named = new Expression.Field(named, take());
        }
        return named;
    }

    private Expression call(String word) {
        var arguments = new ArrayList<Expression>();
        do {
            arguments.add(choice());
        } while (take(","));
        expect(")");
        for (TextFunction function : TextFunction.values()) {
            if (function.word().equals(word.toLowerCase(Locale.ROOT))) {
                return new Expression.Call(function, arguments);
            }
        }
        throw unreadable(word + "(");
    }

    private @Nullable Operator peekOperator() {
        for (Operator operator : Operator.values()) {
            if (next < tokens.size() && tokens.get(next).equals(operator.sign())) {
                return operator;
            }
        }
        return null;
    }

    private boolean take(String token) {
        boolean there = next < tokens.size() && tokens.get(next).equals(token);
        next += there ? 1 : 0;
        return there;
    }

    private String take() {
        if (next == tokens.size()) {
            throw unreadable("the end");
        }
        return tokens.get(next++);
    }

    private void expect(String token) {
        if (!take(token)) {
            throw unreadable(
                    "%s where %s belongs"
                            .formatted(next < tokens.size() ? tokens.get(next) : "the end", token));
        }
    }

    private IllegalArgumentException unreadable(String part) {
        return new IllegalArgumentException(
                "The formula (%s) cannot be read at %s.".formatted(source, part));
    }
}
