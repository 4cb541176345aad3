package org.maslin.server.identity;

/** A local account's credentials. */
public record SignIn(String email, String password) {

    @Override
    public String toString() {
        return "SignIn[" + email + "]";
    }
}
