package org.maslin.server.identity;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Role;

/**
 * Somebody to invite, or a simulated or replayed annotator to register.
 *
 * @param name for simulated and replayed annotators also the handle, unique in the organisation
 * @param email needed for a person
 */
public record NewUser(
        String name, @Nullable String email, Role role, @Nullable AnnotatorKind kind) {

    private static final int LONGEST_NAME = 200;

    public NewUser {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new BadInputException(
                    "name",
                    "%d characters".formatted(name.length()),
                    "1 to 200 characters",
                    "Give the name by which others know this annotator.");
        }
        if ((kind == null || kind == AnnotatorKind.PERSON)
                && (email == null || !email.matches("[^@\\s]+@[^@\\s]+"))) {
            throw new BadInputException(
                    "email",
                    email == null ? "nothing" : email,
                    "an e-mail address",
                    "A person signs in by e-mail; a simulated annotator has kind simulated.");
        }
    }

    public AnnotatorKind kindOrPerson() {
        return kind == null ? AnnotatorKind.PERSON : kind;
    }
}
