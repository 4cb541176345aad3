package org.maslin.train.template;

import java.util.List;
import org.maslin.train.template.Token.Kind;

/** A place among tokens, and what is said of one that does not fit there. */
class TokenReader {

    private static final int DEEPEST = 200;

    final List<Token> tokens;
    int at;
    int depth;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    final void deeper() {
        if (++depth > DEEPEST) {
            throw new TemplateError("the template is nested too deep");
        }
    }

    final Token peek() {
        return tokens.get(at);
    }

    final Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    final Token expect(Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected();
        }
        return next();
    }

    final void operator(String operator) {
        if (!peek().isOperator(operator)) {
            throw unexpected();
        }
        next();
    }

    final TemplateError unexpected() {
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
