package org.maslin.server.cli;

/** What a command's exit says to a script. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int BAD_USAGE = 2;
    public static final int CHECK_DID_NOT_HOLD = 3;

    private ExitCode() {}
}
