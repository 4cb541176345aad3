package org.maslin.core;

/**
 * Input that cannot be taken: where it is, what was found, what was expected, and a way out. The
 * caller's mistake, never ours.
 */
public final class BadInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String found;
    private final String expected;
    private final String hint;

    /**
     * @param place file, line and field, such as {@code labels.csv:17, column "label"}
     * @param found the offending value, shortened if it is long
     * @param expected what would have been right
     * @param hint what to do about it, one sentence
     */
    public BadInputException(String place, String found, String expected, String hint) {
        super("%s: found %s, expected %s.".formatted(place, found, expected));
        this.place = place;
        this.found = found;
        this.expected = expected;
        this.hint = hint;
    }

    public String place() {
        return place;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }

    public String hint() {
        return hint;
    }
}
