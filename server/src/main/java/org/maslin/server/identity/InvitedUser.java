package org.maslin.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A new user, and for a person the one-time link to pass on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitedUser(User user, @Nullable String link) {}
