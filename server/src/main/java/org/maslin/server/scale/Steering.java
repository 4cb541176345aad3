package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.identity.Abilities;
import org.maslin.server.identity.User;
import org.maslin.server.identity.Users;
import org.maslin.server.tasks.BatchChange;
import org.maslin.server.tasks.BatchState;
import org.maslin.server.tasks.Batches;
import org.maslin.server.tasks.NewBatch;
import org.maslin.server.tasks.WorkRule;

/**
 * Lets the studio decide who is given what: its groups and assignments are native groups, which
 * rules of native projects and batches ask for; its order of batches is their priority. All of it
 * runs in the transaction of the deed.
 */
final class Steering {

    private static final int LONGEST_GROUP = 100;
    private static final int LONGEST_BATCH = 200;
    private static final int FIRST = 1_000_000;
    private static final String ASSIGNED = "(assigned)";

    private final StudioStore studio;
    private final NativeWorkStore natives;
    private final Batches batches;
    private final Users users;

    Steering(StudioStore studio, NativeWorkStore natives, Batches batches, Users users) {
        this.studio = studio;
        this.natives = natives;
        this.batches = batches;
        this.users = users;
    }

    /** A group of the studio, or all who are assigned to a project, under one name. */
    record Group(String project, String id, String name) {

        /** Those who are assigned to a project. */
        static Group assigned(String projectId, String project) {
            return new Group(project, projectId, ASSIGNED);
        }

        /** The native group that stands for it. */
        String nativeName() {
            String whole = project + " / " + name;
            return whole.length() <= LONGEST_GROUP ? whole : "scale " + id;
        }
    }

    /** The native batch that a task is to be in; the project's own if it has no batch. */
    @Nullable UUID batch(Principal principal, UUID nativeProject, ScaleTask task) {
        String batch = task.batchId();
        if (batch == null) {
            return null;
        }
        UUID known = natives.batch(batch, nativeProject);
        if (known != null) {
            return known;
        }
        String name = String.valueOf(task.batch());
        UUID made =
                batches.create(
                                principal,
                                nativeProject,
                                new NewBatch(
                                        name.length() <= LONGEST_BATCH ? name : "scale " + batch,
                                        null,
                                        BatchState.IN_PROGRESS,
                                        priority(studio.priority(batch)),
                                        null,
                                        batchRule(batch),
                                        null))
                        .id();
        natives.addBatch(principal.organisationId(), batch, nativeProject, made);
        return made;
    }

    /** The studio counts from 1, the first to be worked on; our batches the other way round. */
    private static int priority(@Nullable Integer place) {
        return place == null ? 0 : Math.max(1, FIRST - place);
    }

    private WorkRule batchRule(String batch) {
        return rule(studio.groupsBehind(batch).stream().map(Group::nativeName).toList());
    }

    private static WorkRule rule(List<String> groups) {
        return new WorkRule(groups, null, null, null);
    }

    private void batchChanged(Principal principal, String batch, @Nullable Integer place) {
        for (UUID one : natives.batches(batch)) {
            batches.change(
                    principal, one, new BatchChange(priority(place), null, batchRule(batch), null));
        }
    }

    /** Follows a change of groups of these batches, or of their place among the others. */
    void batchesChanged(Principal principal, List<ScaleBatch> some) {
        for (ScaleBatch batch : some) {
            batchChanged(principal, batch.id(), studio.priority(batch.id()));
        }
    }

    /** Follows a change of who is assigned to a project. */
    void assignmentsChanged(Principal principal, String projectId, String project) {
        for (UUID one : natives.projects(projectId)) {
            projectRule(principal, projectId, project, one);
        }
    }

    /** Gives a native project the rule of its assignments; a rule that people made stays. */
    void projectRule(Principal principal, String projectId, String project, UUID nativeProject) {
        WorkRule ours = rule(List.of(Group.assigned(projectId, project).nativeName()));
        WorkRule wanted = studio.isAssigned(projectId) ? ours : rule(List.of());
        WorkRule present = batches.rule(principal, nativeProject);
        boolean free = present.equals(ours) || present.equals(rule(List.of()));
        if (free && !present.equals(wanted)) {
            batches.setRule(principal, nativeProject, wanted);
        }
    }

    /** Puts somebody into the native groups that the studio has them in, and out of its others. */
    void place(Principal principal, String email) {
        User user = users.byEmail(principal, email);
        if (user == null) {
            return;
        }
        Set<String> studioGroups = new HashSet<>();
        studio.allGroups().forEach(group -> studioGroups.add(group.nativeName()));
        Abilities present = users.abilities(principal, user.id());
        var groups = new ArrayList<>(present.groups());
        groups.removeAll(studioGroups);
        studio.groupsOf(email).forEach(group -> groups.add(group.nativeName()));
        var wanted = new Abilities(groups, present.skills(), present.languages());
        if (!wanted.equals(present)) {
            users.setAbilities(principal, user.id(), wanted);
        }
    }
}
