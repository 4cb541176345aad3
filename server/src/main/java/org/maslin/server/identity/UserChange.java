package org.maslin.server.identity;

import org.jspecify.annotations.Nullable;
import org.maslin.security.Role;

/** What is to change of a user; null leaves it as it is. */
public record UserChange(@Nullable Role role, @Nullable Boolean disabled) {}
