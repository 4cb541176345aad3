package org.maslin.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A new user, and for a person the one-time link to pass on.
 *
 * @param mailed whether the link went to the person by e-mail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitedUser(User user, @Nullable String link, boolean mailed) {

    InvitedUser byMail() {
        return new InvitedUser(user, link, true);
    }
}
