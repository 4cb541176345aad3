package org.maslin.train.grader;

import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;

/**
 * A formula over named scores: {@code + - * /}, brackets, numbers, {@code min}, {@code max} and
 * {@code abs}. It is short and cannot loop.
 */
public final class Formula {

    private static final int LONGEST = 1000;

    /** A part that can be worked out. */
    private interface Part {
        double of(Map<String, Double> scores);
    }

    private final Part whole;

    private Formula(Part whole) {
        this.whole = whole;
    }

    double of(Map<String, Double> scores) {
        return whole.of(scores);
    }

    static Formula read(String place, String text, List<String> names) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw bad(place, text, names);
        }
        var reader = new Reader(place, text, names);
        Part whole = reader.sum();
        reader.requireEnd();
        return new Formula(whole);
    }

    private static BadInputException bad(String place, String found, List<String> names) {
        return new BadInputException(
                place,
                found.isBlank() ? "nothing" : "\"" + found + "\"",
                "a formula over " + String.join(", ", names),
                "Such as 0.5 * %s, with + - * / ( ) min max abs.".formatted(names.getFirst()));
    }

    /** Reads from left to right, a method for each rank of operators. */
    private static final class Reader {

        private final String place;
        private final String text;
        private final List<String> names;
        private int at;

        Reader(String place, String text, List<String> names) {
            this.place = place;
            this.text = text;
            this.names = names;
        }

        Part sum() {
            Part left = product();
            while (true) {
                Part first = left;
                if (takes('+')) {
                    Part second = product();
                    left = scores -> first.of(scores) + second.of(scores);
                } else if (takes('-')) {
                    Part second = product();
                    left = scores -> first.of(scores) - second.of(scores);
                } else {
                    return left;
                }
            }
        }

        private Part product() {
            Part left = single();
            while (true) {
                Part first = left;
                if (takes('*')) {
                    Part second = single();
                    left = scores -> first.of(scores) * second.of(scores);
                } else if (takes('/')) {
                    Part second = single();
                    left = scores -> first.of(scores) / second.of(scores);
                } else {
                    return left;
                }
            }
        }

        private Part single() {
            if (takes('-')) {
                Part negated = single();
                return scores -> -negated.of(scores);
            }
            if (takes('(')) {
                Part inner = sum();
                require(')');
                return inner;
            }
            String word = word();
            if (names.contains(word)) {
                return scores -> scores.getOrDefault(word, Double.NaN);
            }
            return switch (word) {
                case "abs" -> {
                    require('(');
                    Part inner = sum();
                    require(')');
                    yield scores -> Math.abs(inner.of(scores));
                }
                case "min", "max" -> extreme(word.equals("min"));
                default -> number(word);
            };
        }

        private Part extreme(boolean least) {
            require('(');
            Part first = sum();
            require(',');
            Part second = sum();
            require(')');
            return least
                    ? scores -> Math.min(first.of(scores), second.of(scores))
                    : scores -> Math.max(first.of(scores), second.of(scores));
        }

        private Part number(String word) {
            if (!word.matches("[0-9]{1,9}(\\.[0-9]{1,9})?|\\.[0-9]{1,9}")) {
                throw bad(place, text, names);
            }
            double value = Double.parseDouble(word);
            return scores -> value;
        }

        private String word() {
            pastSpaces();
            int start = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || "._".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            return text.substring(start, at);
        }

        private void pastSpaces() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private boolean takes(char sign) {
            pastSpaces();
            boolean there = at < text.length() && text.charAt(at) == sign;
            at += there ? 1 : 0;
            return there;
        }

        private void require(char sign) {
            if (!takes(sign)) {
                throw bad(place, text, names);
            }
        }

        void requireEnd() {
            pastSpaces();
            if (at < text.length()) {
                throw bad(place, text, names);
            }
        }
    }
}
