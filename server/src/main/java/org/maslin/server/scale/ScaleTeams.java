package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.identity.NewUser;
import org.maslin.server.identity.User;
import org.maslin.server.identity.UserChange;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;

/** The people of the organisation, by e-mail address. A test invites and changes nobody. */
final class ScaleTeams {

    /** A member of the team. */
    record Teammate(String email, String role, String name) {}

    private static final int PAGE = 1000;
    private static final List<String> ROLES = List.of("labeler", "member", "manager", "admin");

    private final Transactions transactions;
    private final Users users;
    private final Steering steering;

    ScaleTeams(Transactions transactions, Users users, Steering steering) {
        this.transactions = transactions;
        this.users = users;
        this.steering = steering;
    }

    List<Teammate> list(Principal principal) {
        var team = new ArrayList<Teammate>();
        UUID after = null;
        do {
            Page<User> page = users.list(principal, after, PAGE);
            for (User user : page.items()) {
                if (user.email() != null && !user.disabled()) {
                    team.add(new Teammate(user.email(), word(user.role()), user.name()));
                }
            }
            after = page.next() == null ? null : UUID.fromString(page.next());
        } while (after != null);
        return team;
    }

    /** Invites those who are not here yet; returns the whole team. */
    List<Teammate> invite(Principal principal, Fields fields) {
        List<String> emails = emails(fields);
        String word = fields.requiredText("team_role");
        Role role = role(word);
        if (Mode.of(principal) == Mode.TEST) {
            return asIf(principal, emails, word);
        }
        return transactions.write(
                principal.organisationId(),
                () -> {
                    for (String email : emails) {
                        if (users.byEmail(principal, email) == null) {
                            users.invite(
                                    principal,
                                    new NewUser(email, email, role, AnnotatorKind.PERSON));
                            steering.place(principal, email);
                        }
                    }
                    return list(principal);
                });
    }

    /** Changes roles, of all or of none; returns the whole team. */
    List<Teammate> setRole(Principal principal, Fields fields) {
        List<String> emails = emails(fields);
        String word = fields.requiredText("team_role");
        Role role = role(word);
        if (Mode.of(principal) == Mode.TEST) {
            return asIf(principal, emails, word);
        }
        return transactions.write(
                principal.organisationId(),
                () -> {
                    for (String email : emails) {
                        User user = users.byEmail(principal, email);
                        if (user == null) {
                            throw RefusedException.notFound("teammate", "\"" + email + "\"");
                        }
                        if (!word(user.role()).equals(word)) {
                            users.change(principal, user.id(), new UserChange(role, null));
                        }
                    }
                    return list(principal);
                });
    }

    /** The team as it would be. */
    private List<Teammate> asIf(Principal principal, List<String> emails, String role) {
        var team = new ArrayList<>(list(principal));
        team.removeIf(mate -> emails.contains(mate.email()));
        emails.forEach(email -> team.add(new Teammate(email, role, email)));
        return team;
    }

    private static List<String> emails(Fields fields) {
        List<String> emails = fields.texts("emails");
        if (emails.isEmpty()) {
            throw Fields.missing("emails", "one or more e-mail addresses");
        }
        for (String email : emails) {
            requireEmail(email);
        }
        return emails;
    }

    static void requireEmail(String email) {
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new BadInputException(
                    "emails", "\"" + email + "\"", "an e-mail address", "Correct the address.");
        }
    }

    static String word(Role role) {
        return switch (role) {
            case OWNER, ADMIN -> "admin";
            case MANAGER -> "manager";
            case REVIEWER, VIEWER -> "member";
            case ANNOTATOR -> "labeler";
        };
    }

    private static Role role(@Nullable String word) {
        return switch (String.valueOf(word)) {
            case "labeler" -> Role.ANNOTATOR;
            case "member" -> Role.REVIEWER;
            case "manager" -> Role.MANAGER;
            case "admin" -> Role.ADMIN;
            default ->
                    throw new BadInputException(
                            "team_role",
                            "\"" + word + "\"",
                            "one of " + String.join(", ", ROLES),
                            Nearest.hint(String.valueOf(word), ROLES));
        };
    }
}
