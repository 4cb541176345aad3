package org.maslin.server.cli;

/** A command that cannot go on, with a way out; ends with {@link ExitCode#FAILED}. */
public final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    public CommandFailedException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
