package org.maslin.train.template;

/**
 * A piece of a template.
 *
 * @param text the data, the name, the operator, or the value of a string
 * @param line where it is, from 1
 */
record Token(Kind kind, String text, int line) {

    /** What a token is. */
    enum Kind {
        DATA,
        BLOCK_BEGIN,
        BLOCK_END,
        VARIABLE_BEGIN,
        VARIABLE_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    boolean isOperator(String operator) {
        return is(Kind.OPERATOR, operator);
    }

    boolean isName(String name) {
        return is(Kind.NAME, name);
    }
}
