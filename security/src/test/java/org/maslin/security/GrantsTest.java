package org.maslin.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantsTest {

    private static final UUID ME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @ParameterizedTest
    @EnumSource(Action.class)
    void decide_owner_mayDoEverything(Action action) {
        assertThat(Grants.decide(as(Role.OWNER), action)).isEqualTo(AccessDecision.ALLOWED);
    }

    @Test
    void decide_annotator_seesProjectsAndAnswersNothingElse() {
        var allowed =
                EnumSet.allOf(Action.class).stream()
                        .filter(action -> allows(Grants.decide(as(Role.ANNOTATOR), action)))
                        .collect(Collectors.toSet());
        assertThat(allowed).containsExactlyInAnyOrder(Action.READ_PROJECT, Action.ANNOTATE);
    }

    @Test
    void decide_viewer_seesNoContent() {
        assertThat(Grants.decide(as(Role.VIEWER), Action.READ_QUALITY))
                .isEqualTo(AccessDecision.ALLOWED);
        assertThat(Grants.decide(as(Role.VIEWER), Action.READ_VERSION_ROWS))
                .isEqualTo(
                        AccessDecision.denied(
                                "The role viewer does not include read-version-rows."));
    }

    @Test
    void mayGive_adminMakesAdmin_isDenied() {
        assertThat(PeopleRules.mayGive(as(Role.ADMIN), Action.MANAGE_USERS, Role.ADMIN))
                .isEqualTo(
                        AccessDecision.denied(
                                "Only an owner makes, changes or disables an admin."));
        assertThat(PeopleRules.mayGive(as(Role.ADMIN), Action.MANAGE_KEYS, Role.MANAGER))
                .isEqualTo(AccessDecision.ALLOWED);
        assertThat(PeopleRules.mayGive(as(Role.OWNER), Action.MANAGE_KEYS, Role.OWNER))
                .isEqualTo(AccessDecision.ALLOWED);
        assertThat(allows(PeopleRules.mayGive(as(Role.MANAGER), Action.MANAGE_USERS, Role.VIEWER)))
                .isFalse();
    }

    @Test
    void mayChangeRole_ownRole_isDeniedEvenToOwners() {
        assertThat(allows(PeopleRules.mayChangeRole(as(Role.OWNER), ME, Role.OWNER, Role.ADMIN)))
                .isFalse();
        assertThat(allows(PeopleRules.mayDisable(as(Role.OWNER), ME, Role.OWNER))).isFalse();
        assertThat(allows(PeopleRules.mayChangeRole(as(Role.OWNER), OTHER, Role.OWNER, Role.ADMIN)))
                .isTrue();
    }

    @Test
    void mayChangeRole_adminTouchesOwnerOrRaisesToOwner_isDenied() {
        Principal admin = as(Role.ADMIN);
        assertThat(allows(PeopleRules.mayChangeRole(admin, OTHER, Role.OWNER, Role.VIEWER)))
                .isFalse();
        assertThat(allows(PeopleRules.mayChangeRole(admin, OTHER, Role.VIEWER, Role.OWNER)))
                .isFalse();
        assertThat(allows(PeopleRules.mayDisable(admin, OTHER, Role.ADMIN))).isFalse();
        assertThat(allows(PeopleRules.mayDisable(admin, OTHER, Role.REVIEWER))).isTrue();
    }

    private static boolean allows(AccessDecision decision) {
        return decision instanceof AccessDecision.Allowed;
    }

    private static Principal as(Role role) {
        return new Principal(ME, new UUID(0, 9), role, Principal.How.SESSION);
    }
}
