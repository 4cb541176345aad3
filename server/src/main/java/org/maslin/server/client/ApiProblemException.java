package org.maslin.server.client;

/** The server refused a request, and said why. */
public final class ApiProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String hint;

    ApiProblemException(int status, String code, String title, String hint) {
        super(title);
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
