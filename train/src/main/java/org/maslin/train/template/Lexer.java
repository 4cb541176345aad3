package org.maslin.train.template;

import java.util.ArrayList;
import java.util.List;
import org.maslin.train.template.Token.Kind;

/**
 * Cuts a template into tokens. Whitespace goes as Jinja does it with trim_blocks and lstrip_blocks:
 * a newline after a block tag vanishes, and so do the blanks before one that begins its line; a
 * minus at a tag's edge takes all whitespace there, a plus keeps it.
 */
final class Lexer {

    private static final String[] OPERATORS = {
        "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "[", "]", "(", ")", "{",
        "}", "<", ">", "=", ".", ":", "|", ",", ";"
    };

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String lines = template.replace("\r\n", "\n").replace('\r', '\n');
        var lexer =
                new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < source.length()) {
            int tag = nextTag(at);
            if (tag < 0) {
                data(source.substring(at));
                at = source.length();
            } else {
                tag(tag);
            }
        }
        add(Kind.END, "");
    }

    private int nextTag(int from) {
        for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private void tag(int begin) {
        char kind = source.charAt(begin + 1);
        char sign = begin + 2 < source.length() ? source.charAt(begin + 2) : ' ';
        String before = source.substring(at, begin);
        if (sign == '-') {
            before = before.stripTrailing();
        } else if (sign != '+' && kind != '{') {
            before = withoutIndent(before);
        }
        data(before);
        line += newlines(at, begin);
        at = begin + (sign == '-' || sign == '+' ? 3 : 2);
        if (kind == '#') {
            comment();
        } else if (kind == '{') {
            add(Kind.VARIABLE_BEGIN, "");
            inside("}}", Kind.VARIABLE_END);
        } else {
            block();
        }
    }

    private int newlines(int from, int to) {
        return (int) source.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private String withoutIndent(String before) {
        int start = before.lastIndexOf('\n') + 1;
        return (start > 0 || lineStarting) && before.substring(start).isBlank()
                ? before.substring(0, start)
                : before;
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            add(Kind.DATA, text);
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw new TemplateError("line %d: a comment does not end".formatted(line));
        }
        line += newlines(at, end);
        char sign = end > at ? source.charAt(end - 1) : ' ';
        at = end + 2;
        afterTag(sign, true);
    }

    private void block() {
        int start = at;
        while (start < source.length() && Character.isWhitespace(source.charAt(start))) {
            start++;
        }
        if (source.startsWith("raw", start) && raw(start + 3)) {
            return;
        }
        add(Kind.BLOCK_BEGIN, "");
        inside("%}", Kind.BLOCK_END);
    }

    /** What stands between raw and endraw is data. */
    private boolean raw(int afterName) {
        int close = source.indexOf("%}", afterName);
        if (close < 0 || !source.substring(afterName, close).replaceAll("[-+]", "").isBlank()) {
            return false;
        }
        char sign = source.charAt(close - 1);
        at = close + 2;
        afterTag(sign, true);
        int from = at;
        for (int tag = source.indexOf("{%", from); tag >= 0; tag = source.indexOf("{%", tag + 2)) {
            int end = source.indexOf("%}", tag);
            if (end < 0) {
                break;
            }
            String inner = source.substring(tag + 2, end);
            if (inner.replaceAll("[-+\\s]", "").equals("endraw")) {
                String text = source.substring(from, tag);
                text = inner.startsWith("-") ? text.stripTrailing() : withoutIndent(text);
                data(text);
                at = end + 2;
                afterTag(source.charAt(end - 1), true);
                return true;
            }
        }
        throw new TemplateError("line %d: raw has no endraw".formatted(line));
    }

    private void afterTag(char sign, boolean trims) {
        int start = at;
        if (sign == '-') {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
        } else if (trims && sign != '+' && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        lineStarting = at > start && source.charAt(at - 1) == '\n';
        line += newlines(start, at);
    }

    /** The tokens of a tag up to its end. */
    private void inside(String close, Kind end) {
        int braces = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
                continue;
            }
            boolean signed = (c == '-' || c == '+') && source.startsWith(close, at + 1);
            if (braces == 0 && (signed || source.startsWith(close, at))) {
                at += close.length() + (signed ? 1 : 0);
                add(end, "");
                afterTag(signed ? c : ' ', end == Kind.BLOCK_END);
                return;
            }
            if (c == '"' || c == '\'') {
                string(c);
            } else if (Character.isDigit(c)) {
                number();
            } else if (Character.isJavaIdentifierStart(c) && c != '$') {
                int start = at;
                while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
                    at++;
                }
                add(Kind.NAME, source.substring(start, at));
            } else {
                String operator = operator();
                braces += "([{".contains(operator) ? 1 : ")]}".contains(operator) ? -1 : 0;
                add(Kind.OPERATOR, operator);
            }
        }
        throw new TemplateError("line %d: a tag does not end".formatted(line));
    }

    private String operator() {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                at += operator.length();
                return operator;
            }
        }
        throw new TemplateError(
                "line %d: unexpected character '%s'".formatted(line, source.charAt(at)));
    }

    private void number() {
        int start = at;
        boolean real = false;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean point =
                    c == '.'
                            && !real
                            && at + 1 < source.length()
                            && Character.isDigit(source.charAt(at + 1));
            boolean exponent =
                    (c == 'e' || c == 'E')
                            && at + 1 < source.length()
                            && (Character.isDigit(source.charAt(at + 1))
                                    || "+-".indexOf(source.charAt(at + 1)) >= 0);
            if (point || exponent) {
                real = true;
                at += exponent ? 2 : 1;
            } else if (Character.isDigit(c) || c == '_') {
                at++;
            } else {
                break;
            }
        }
        add(real ? Kind.FLOAT : Kind.INTEGER, source.substring(start, at).replace("_", ""));
    }

    private void string(char quote) {
        var text = new StringBuilder();
        int first = line;
        for (at++; at < source.length() && source.charAt(at) != quote; at++) {
            char c = source.charAt(at);
            line += c == '\n' ? 1 : 0;
            if (c == '\\' && at + 1 < source.length()) {
                at++;
                escape(text);
            } else {
                text.append(c);
            }
        }
        if (at >= source.length()) {
            throw new TemplateError("line %d: a string does not end".formatted(first));
        }
        at++;
        add(Kind.STRING, text.toString());
    }

    private void escape(StringBuilder text) {
        char c = source.charAt(at);
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000B');
            case 'a' -> text.append('\u0007');
            case '0' -> text.append('\0');
            case '\\', '\'', '"' -> text.append(c);
            case '\n' -> line++;
            case 'x' -> code(text, 2);
            case 'u' -> code(text, 4);
            case 'U' -> code(text, 8);
            default -> text.append('\\').append(c);
        }
    }

    private void code(StringBuilder text, int digits) {
        try {
            String hex = source.substring(at + 1, at + 1 + digits);
            text.appendCodePoint(Integer.parseInt(hex, 16));
            at += digits;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new TemplateError("line %d: a bad escape in a string".formatted(line));
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }
}
