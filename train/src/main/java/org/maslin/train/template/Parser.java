package org.maslin.train.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Expression.Arguments;
import org.maslin.train.template.Token.Kind;

/** Makes statements of tokens. Precedence is Jinja's. */
final class Parser {

    private static final int DEEPEST = 200;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "is", "if");

    /** Stands in for what the body of a block wrote. */
    static final String BODY = " body";

    private final List<Token> tokens;
    private int at;
    private int depth;
    private int loops;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Statement> parse(String template) {
        var parser = new Parser(Lexer.tokens(template));
        List<Statement> body = parser.body();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return body;
    }

    // ---- statements

    private List<Statement> body(String... ends) {
        deeper();
        List<Statement> statements = new ArrayList<>();
        while (peek().kind() != Kind.END) {
            if (peek().kind() == Kind.BLOCK_BEGIN && endsHere(ends)) {
                break;
            }
            statements.add(statement());
        }
        depth--;
        return statements;
    }

    private boolean endsHere(String... ends) {
        Token name = tokens.get(at + 1);
        for (String end : ends) {
            if (name.isName(end)) {
                return true;
            }
        }
        return false;
    }

    private Statement statement() {
        Token token = next();
        switch (token.kind()) {
            case DATA:
                return new Statement.Data(token.text());
            case VARIABLE_BEGIN:
                Expression value = tuple();
                expect(Kind.VARIABLE_END);
                return new Statement.Output(value);
            case BLOCK_BEGIN:
                return block();
            default:
                at--;
                throw unexpected();
        }
    }

    private Statement block() {
        Token name = expect(Kind.NAME);
        return switch (name.text()) {
            case "if" -> ifBlock();
            case "for" -> forBlock();
            case "set" -> set();
            case "macro" -> macro();
            case "call" -> call();
            case "filter" -> filterBlock();
            case "with" -> with();
            case "generation" -> {
                expect(Kind.BLOCK_END);
                List<Statement> body = body("endgeneration");
                end("endgeneration");
                yield new Statement.Generation(body);
            }
            case "break" -> loopControl(new Statement.Break());
            case "continue" -> loopControl(new Statement.Continue());
            default -> {
                at--;
                throw new TemplateError(
                        "line %d: the tag \"%s\" is not known or not allowed"
                                .formatted(name.line(), name.text()));
            }
        };
    }

    private Statement loopControl(Statement control) {
        if (loops == 0) {
            throw unexpected();
        }
        expect(Kind.BLOCK_END);
        return control;
    }

    private void end(String name) {
        expect(Kind.BLOCK_BEGIN);
        if (!next().isName(name)) {
            at--;
            throw unexpected();
        }
        if (peek().kind() == Kind.NAME) {
            next();
        }
        expect(Kind.BLOCK_END);
    }

    private Statement ifBlock() {
        List<Expression> conditions = new ArrayList<>();
        List<List<Statement>> bodies = new ArrayList<>();
        List<Statement> otherwise = List.of();
        conditions.add(tuple());
        expect(Kind.BLOCK_END);
        bodies.add(body("elif", "else", "endif"));
        while (tokens.get(at + 1).isName("elif")) {
            at += 2;
            conditions.add(tuple());
            expect(Kind.BLOCK_END);
            bodies.add(body("elif", "else", "endif"));
        }
        if (tokens.get(Math.min(at + 1, tokens.size() - 1)).isName("else")) {
            at += 2;
            expect(Kind.BLOCK_END);
            otherwise = body("endif");
        }
        end("endif");
        return new Statement.If(conditions, bodies, otherwise);
    }

    private Statement forBlock() {
        List<String> targets = targets();
        boolean unpacks = targets.size() > 1 || tokens.get(at - 1).isOperator(",");
        if (!next().isName("in")) {
            at--;
            throw unexpected();
        }
        Expression over = tupleWithoutCondition();
        @Nullable Expression condition = null;
        if (peek().isName("if")) {
            next();
            condition = expression();
        }
        boolean recursive = peek().isName("recursive");
        if (recursive) {
            next();
        }
        expect(Kind.BLOCK_END);
        loops++;
        List<Statement> body = body("else", "endfor");
        loops--;
        List<Statement> otherwise = List.of();
        if (tokens.get(Math.min(at + 1, tokens.size() - 1)).isName("else")) {
            at += 2;
            expect(Kind.BLOCK_END);
            otherwise = body("endfor");
        }
        end("endfor");
        return new Statement.For(targets, unpacks, over, condition, recursive, body, otherwise);
    }

    private List<String> targets() {
        boolean open = peek().isOperator("(");
        if (open) {
            next();
        }
        List<String> names = new ArrayList<>();
        names.add(expect(Kind.NAME).text());
        while (peek().isOperator(",")) {
            next();
            if (peek().kind() == Kind.NAME && !peek().isName("in")) {
                names.add(next().text());
            }
        }
        if (open) {
            operator(")");
        }
        return names;
    }

    private Statement set() {
        if (tokens.get(at + 1).isOperator(".")) {
            String namespace = expect(Kind.NAME).text();
            next();
            String attribute = expect(Kind.NAME).text();
            operator("=");
            Expression value = tuple();
            expect(Kind.BLOCK_END);
            return new Statement.SetAttribute(namespace, attribute, value);
        }
        List<String> targets = targets();
        if (peek().isOperator("=")) {
            next();
            Expression value = tuple();
            expect(Kind.BLOCK_END);
            return new Statement.Set(targets, value);
        }
        @Nullable Expression filtered =
                peek().isOperator("|") ? postfixFilters(new Expression.Name(BODY)) : null;
        expect(Kind.BLOCK_END);
        List<Statement> body = body("endset");
        end("endset");
        return new Statement.SetBlock(targets.getFirst(), body, filtered);
    }

    private Statement with() {
        List<String> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (peek().kind() != Kind.BLOCK_END) {
            names.add(expect(Kind.NAME).text());
            operator("=");
            values.add(expression());
            if (peek().isOperator(",")) {
                next();
            }
        }
        next();
        List<Statement> body = body("endwith");
        end("endwith");
        return new Statement.With(names, values, body);
    }

    private Statement filterBlock() {
        tokens.add(at, new Token(Kind.OPERATOR, "|", peek().line()));
        Expression filter = postfixFilters(new Expression.Name(BODY));
        expect(Kind.BLOCK_END);
        List<Statement> body = body("endfilter");
        end("endfilter");
        return new Statement.FilterBlock(filter, body);
    }

    private Statement.Macro macro() {
        return macro(expect(Kind.NAME).text(), "endmacro");
    }

    private Statement.Macro macro(String name, String end) {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        parameters(parameters, defaults);
        expect(Kind.BLOCK_END);
        return new Statement.Macro(name, parameters, defaults, macroBody(end));
    }

    private List<Statement> macroBody(String end) {
        int outside = loops;
        loops = 0;
        List<Statement> body = body(end);
        loops = outside;
        end(end);
        return body;
    }

    private void parameters(List<String> parameters, List<Expression> defaults) {
        operator("(");
        while (!peek().isOperator(")")) {
            parameters.add(expect(Kind.NAME).text());
            if (peek().isOperator("=")) {
                next();
                defaults.add(expression());
            } else if (!defaults.isEmpty()) {
                throw unexpected();
            }
            if (!peek().isOperator(")")) {
                operator(",");
            }
        }
        next();
    }

    private Statement call() {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        if (peek().isOperator("(")) {
            parameters(parameters, defaults);
        }
        if (!(expression() instanceof Expression.Call call)) {
            throw unexpected();
        }
        expect(Kind.BLOCK_END);
        var caller = new Statement.Macro("caller", parameters, defaults, macroBody("endcall"));
        return new Statement.CallBlock(caller, call);
    }

    // ---- expressions

    private Expression tuple() {
        return tuple(expression());
    }

    private Expression tupleWithoutCondition() {
        return tuple(or());
    }

    private Expression tuple(Expression first) {
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

    private Expression expression() {
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

    private Expression postfixFilters(Expression value) {
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

    // ---- tokens

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new TemplateError("the template is nested too deep");
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private Token expect(Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected();
        }
        return next();
    }

    private void operator(String operator) {
        if (!peek().isOperator(operator)) {
            throw unexpected();
        }
        next();
    }

    private TemplateError unexpected() {
        Token token = peek();
        String what =
                switch (token.kind()) {
                    case END -> "the end of the template";
                    case BLOCK_END, VARIABLE_END -> "the end of the tag";
                    case BLOCK_BEGIN -> "a tag";
                    default -> "\"" + token.text() + "\"";
                };
        return new TemplateError("line %d: unexpected %s".formatted(token.line(), what));
    }
}
