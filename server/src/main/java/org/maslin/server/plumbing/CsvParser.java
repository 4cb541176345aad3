package org.maslin.server.plumbing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/** Cuts a CSV stream into rows of values. */
final class CsvParser {

    private static final int END = -1;

    /**
     * Stands for broken bytes until they are reached; never a character of its own (Unicode 23.7).
     */
    private static final char MALFORMED = '\uffff';

    /** What a quote that was never closed may swallow before we say so. */
    private static final int MAX_VALUE_CHARACTERS = 16 << 20;

    private final BufferedReader in;
    private final String source;
    private final StringBuilder value = new StringBuilder();
    private long currentLine = 1;
    private long line;
    private int ahead;

    CsvParser(InputStream in, String source) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(MALFORMED));
        this.in = new BufferedReader(new InputStreamReader(in, decoder), 1 << 16);
        this.source = source;
        advance();
    }

    /** The line where the last row begins, from 1. */
    long line() {
        return line;
    }

    @Nullable List<String> next() throws IOException {
        while (ahead == '\n' || ahead == '\r') {
            endRow();
        }
        if (ahead == END) {
            return null;
        }
        line = currentLine;
        var values = new ArrayList<String>();
        values.add(value(1));
        while (ahead == ',') {
            advance();
            values.add(value(values.size() + 1));
        }
        endRow();
        return values;
    }

    private String value(int column) throws IOException {
        value.setLength(0);
        if (ahead == '"') {
            quoted(column);
        }
        while (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
            append(column);
        }
        return value.toString();
    }

    /** Between quotes, a doubled quote means one, and line breaks are part of the value. */
    private void quoted(int column) throws IOException {
        long opened = currentLine;
        advance();
        while (true) {
            if (ahead == END) {
                throw error(opened, column, "a quote that is never closed", "a closing quote");
            }
            if (ahead == '"') {
                advance();
                if (ahead != '"') {
                    break;
                }
            }
            if (ahead == '\n') {
                currentLine++;
            }
            append(column);
        }
        if (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
            throw error(
                    currentLine,
                    column,
                    "\"%s\" after the closing quote".formatted(Character.toString(ahead)),
                    "a comma or the end of the line");
        }
    }

    private void append(int column) throws IOException {
        if (value.length() >= MAX_VALUE_CHARACTERS) {
            throw error(
                    line, column, "a value of more than 16 million characters", "a shorter one");
        }
        value.append((char) ahead);
        advance();
    }

    private void endRow() throws IOException {
        if (ahead == '\r') {
            advance();
            if (ahead != '\n') {
                currentLine++;
                return;
            }
        }
        if (ahead == '\n') {
            currentLine++;
            advance();
        }
    }

    private void advance() throws IOException {
        ahead = in.read();
        if (ahead == MALFORMED) {
            throw new BadInputException(
                    "%s:%d".formatted(source, currentLine),
                    "bytes that are not UTF-8",
                    "UTF-8",
                    "Convert the file first, for example: iconv -f WINDOWS-1252 -t UTF-8 %s"
                            .formatted(source));
        }
    }

    private BadInputException error(long line, int column, String found, String expected) {
        return new BadInputException(
                "%s:%d, value %d".formatted(source, line, column),
                found,
                expected,
                "A value with a quote in it is written \"like \"\"this\"\"\".");
    }
}
