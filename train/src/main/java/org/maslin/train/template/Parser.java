package org.maslin.train.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Token.Kind;

/** Makes statements of tokens. */
final class Parser extends ExpressionParser {

    /** Stands in for what the body of a block wrote. */
    static final String BODY = " body";

    private int loops;

    private Parser(List<Token> tokens) {
        super(tokens);
    }

    static List<Statement> parse(String template) {
        var parser = new Parser(Lexer.tokens(template));
        List<Statement> body = parser.body();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return body;
    }

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
}
