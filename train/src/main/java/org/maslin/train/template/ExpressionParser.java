package org.maslin.train.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Expression.Arguments;
import org.maslin.train.template.Token.Kind;

/** Makes expressions of tokens. Precedence is Jinja's. */
class ExpressionParser extends TokenReader {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "is", "if");

    ExpressionParser(List<Token> tokens) {
        super(tokens);
    }

    final Expression tuple() {
        return tuple(expression());
    }

    final Expression tupleWithoutCondition() {
        return tuple(or());
    }

    final Expression tuple(Expression first) {
        if (!peek().isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (peek().isOperator(",")) {
            next();
            if (peek().kind() == Kind.VARIABLE_END
                    || peek().kind() == Kind.BLOCK_END
                    || peek().isOperator(")")) {
                break;
            }
            items.add(expression());
        }
        return new Expression.TupleOf(items);
    }

    final Expression expression() {
        deeper();
        Expression value = or();
        while (peek().isName("if")) {
            next();
            Expression condition = or();
            @Nullable Expression otherwise = null;
            if (peek().isName("else")) {
                next();
                otherwise = expression();
            }
            value = new Expression.Either(condition, value, otherwise);
        }
        depth--;
        return value;
    }

    private Expression or() {
        Expression left = and();
        while (peek().isName("or")) {
            next();
            left = new Expression.Binary("or", left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (peek().isName("and")) {
            next();
            left = new Expression.Binary("and", left, not());
        }
        return left;
    }

    private Expression not() {
        if (peek().isName("not")) {
            next();
            deeper();
            Expression of = not();
            depth--;
            return new Expression.Unary("not", of);
        }
        return comparison();
    }

    private Expression comparison() {
        Expression first = sum();
        List<String> operators = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        while (true) {
            if (peek().kind() == Kind.OPERATOR && COMPARISONS.contains(peek().text())) {
                operators.add(next().text());
            } else if (peek().isName("in")) {
                next();
                operators.add("in");
            } else if (peek().isName("not") && tokens.get(at + 1).isName("in")) {
                at += 2;
                operators.add("not in");
            } else {
                break;
            }
            others.add(sum());
        }
        return operators.isEmpty() ? first : new Expression.Comparison(first, operators, others);
    }

    private Expression sum() {
        Expression left = concatenation();
        while (peek().isOperator("+") || peek().isOperator("-")) {
            left = new Expression.Binary(next().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (peek().isOperator("~")) {
            next();
            left = new Expression.Binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (peek().kind() == Kind.OPERATOR
                && Set.of("*", "/", "//", "%").contains(peek().text())) {
            left = new Expression.Binary(next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (peek().isOperator("**")) {
            next();
            left = new Expression.Binary("**", left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean filters) {
        deeper();
        Expression value;
        if (peek().isOperator("-") || peek().isOperator("+")) {
            value = new Expression.Unary(next().text(), unary(false));
        } else {
            value = primary();
        }
        value = postfix(value);
        depth--;
        return filters ? postfixFilters(value) : value;
    }

    private Expression primary() {
        Token token = next();
        return switch (token.kind()) {
            case NAME ->
                    switch (token.text()) {
                        case "true", "True" -> new Expression.Constant(true);
                        case "false", "False" -> new Expression.Constant(false);
                        case "none", "None" -> new Expression.Constant(null);
                        default -> new Expression.Name(token.text());
                    };
            case STRING -> {
                var text = new StringBuilder(token.text());
                while (peek().kind() == Kind.STRING) {
                    text.append(next().text());
                }
                yield new Expression.Constant(text.toString());
            }
            case INTEGER -> new Expression.Constant(integer(token));
            case FLOAT -> new Expression.Constant(Double.valueOf(token.text()));
            case OPERATOR -> bracketed(token);
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private static Long integer(Token token) {
        try {
            return Long.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw new TemplateError(
                    "line %d: the number %s is too large".formatted(token.line(), token.text()));
        }
    }

    private Expression bracketed(Token token) {
        switch (token.text()) {
            case "(":
                if (peek().isOperator(")")) {
                    next();
                    return new Expression.TupleOf(List.of());
                }
                Expression inner = tuple();
                operator(")");
                return inner;
            case "[":
                return new Expression.ListOf(items("]"));
            case "{":
                return dict();
            default:
                at--;
                throw unexpected();
        }
    }

    private List<Expression> items(String close) {
        List<Expression> items = new ArrayList<>();
        while (!peek().isOperator(close)) {
            items.add(expression());
            if (!peek().isOperator(close)) {
                operator(",");
            }
        }
        next();
        return items;
    }

    private Expression dict() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!peek().isOperator("}")) {
            keys.add(expression());
            operator(":");
            values.add(expression());
            if (!peek().isOperator("}")) {
                operator(",");
            }
        }
        next();
        return new Expression.DictOf(keys, values);
    }

    private Expression postfix(Expression value) {
        Expression of = value;
        while (true) {
            if (peek().isOperator(".")) {
                next();
                Token name = next();
                of =
                        name.kind() == Kind.INTEGER
                                ? new Expression.Item(of, new Expression.Constant(integer(name)))
                                : new Expression.Attribute(of, name.text());
            } else if (peek().isOperator("[")) {
                next();
                of = subscript(of);
            } else if (peek().isOperator("(")) {
                next();
                of = new Expression.Call(of, arguments());
            } else {
                return of;
            }
        }
    }

    private Expression subscript(Expression of) {
        @Nullable Expression start = peek().isOperator(":") ? null : tuple();
        if (start != null && peek().isOperator("]")) {
            next();
            return new Expression.Item(of, start);
        }
        operator(":");
        @Nullable Expression stop =
                peek().isOperator(":") || peek().isOperator("]") ? null : expression();
        @Nullable Expression step = null;
        if (peek().isOperator(":")) {
            next();
            step = peek().isOperator("]") ? null : expression();
        }
        operator("]");
        return new Expression.Slice(of, start, stop, step);
    }

    private Arguments arguments() {
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!peek().isOperator(")")) {
            if (peek().kind() == Kind.NAME && tokens.get(at + 1).isOperator("=")) {
                String name = next().text();
                next();
                named.put(name, expression());
            } else {
                positional.add(expression());
            }
            if (!peek().isOperator(")")) {
                operator(",");
            }
        }
        next();
        return new Arguments(positional, named);
    }

    final Expression postfixFilters(Expression value) {
        Expression of = value;
        while (true) {
            if (peek().isOperator("|")) {
                next();
                String name = dotted();
                Arguments arguments = Arguments.NONE;
                if (peek().isOperator("(")) {
                    next();
                    arguments = arguments();
                }
                of = new Expression.Filter(of, name, arguments);
            } else if (peek().isName("is")) {
                next();
                of = test(of);
            } else if (peek().isOperator("(") && of != value) {
                next();
                of = new Expression.Call(of, arguments());
            } else {
                return of;
            }
        }
    }

    private String dotted() {
        var name = new StringBuilder(expect(Kind.NAME).text());
        while (peek().isOperator(".")) {
            next();
            name.append('.').append(expect(Kind.NAME).text());
        }
        return name.toString();
    }

    private Expression test(Expression of) {
        boolean negated = peek().isName("not");
        if (negated) {
            next();
        }
        String name = dotted();
        Arguments arguments = Arguments.NONE;
        Token token = peek();
        if (token.isOperator("(")) {
            next();
            arguments = arguments();
        } else if (token.kind() == Kind.STRING
                || token.kind() == Kind.INTEGER
                || token.kind() == Kind.FLOAT
                || token.isOperator("[")
                || token.isOperator("{")
                || (token.kind() == Kind.NAME && !NO_ARGUMENT.contains(token.text()))) {
            if (!token.isName("in") && !token.isName("not")) {
                arguments = new Arguments(List.of(postfix(primary())), Map.of());
            }
        }
        return new Expression.Test(of, name, arguments, negated);
    }
}
