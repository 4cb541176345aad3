package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who of one's own people works on what: assignments, groups, the order of batches. */
final class Studio {

    private final Transactions transactions;
    private final StudioStore store;
    private final ScaleBatchStore batchStore;
    private final ScaleProjects projects;
    private final ScaleBatches batches;
    private final Steering steering;
    private final Audit audit;
    private final HexIds ids;

    Studio(
            Transactions transactions,
            StudioStore store,
            ScaleBatchStore batchStore,
            ScaleProjects projects,
            ScaleBatches batches,
            Steering steering,
            Audit audit,
            HexIds ids) {
        this.transactions = transactions;
        this.store = store;
        this.batchStore = batchStore;
        this.projects = projects;
        this.batches = batches;
        this.steering = steering;
        this.audit = audit;
        this.ids = ids;
    }

    Map<String, List<String>> assignments(Principal principal) {
        return transactions.read(
                principal.organisationId(), () -> store.assignments(Mode.of(principal)));
    }

    Map<String, List<String>> assign(Principal principal, Fields fields) {
        return eachPair(
                principal,
                fields,
                "assign-labelers",
                (email, project) ->
                        store.assign(
                                principal.organisationId(), Mode.of(principal), email, project));
    }

    Map<String, List<String>> unassign(Principal principal, Fields fields) {
        return eachPair(
                principal,
                fields,
                "unassign-labelers",
                (email, project) -> store.unassign(Mode.of(principal), email, project));
    }

    private interface Pair {
        void of(String email, String project);
    }

    private Map<String, List<String>> eachPair(
            Principal principal, Fields fields, String action, Pair pair) {
        List<String> emails = fields.texts("emails");
        emails.forEach(ScaleTeams::requireEmail);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    for (String name : fields.texts("projects")) {
                        ScaleProject project = projects.require(principal, name);
                        emails.forEach(email -> pair.of(email, project.id()));
                        if (isLive(principal)) {
                            steering.assignmentsChanged(principal, project.id(), name);
                        }
                        audit.record(
                                principal,
                                action,
                                Node.of("scale-project", project.id()),
                                Map.of("emails", String.join(", ", emails)));
                    }
                    place(principal, emails);
                    return store.assignments(Mode.of(principal));
                });
    }

    private static boolean isLive(Principal principal) {
        return Mode.of(principal) == Mode.LIVE;
    }

    private void place(Principal principal, List<String> emails) {
        if (isLive(principal)) {
            emails.forEach(email -> steering.place(principal, email));
        }
    }

    List<ScaleGroup> groups(Principal principal, String project) {
        return transactions.read(
                principal.organisationId(),
                () -> store.groups(projects.require(principal, project).id()));
    }

    ScaleGroup createGroup(Principal principal, String projectName, Fields fields) {
        String name = ScaleName.checked("name", fields.requiredText("name"));
        List<String> emails = fields.texts("emails");
        emails.forEach(ScaleTeams::requireEmail);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    String project = projects.require(principal, projectName).id();
                    String id = ids.next();
                    if (!store.addGroup(principal.organisationId(), id, project, name)) {
                        throw ScaleProjects.taken("group", name);
                    }
                    emails.forEach(email -> store.addMember(principal.organisationId(), id, email));
                    place(principal, emails);
                    audit.record(
                            principal,
                            "create-group",
                            Node.of("scale-group", id),
                            Map.of("name", name));
                    return group(project, name);
                });
    }

    ScaleGroup changeGroup(Principal principal, String projectName, String name, Fields fields) {
        List<String> added = fields.texts("add_emails");
        List<String> removed = fields.texts("remove_emails");
        added.forEach(ScaleTeams::requireEmail);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    String project = projects.require(principal, projectName).id();
                    ScaleGroup group = group(project, name);
                    added.forEach(
                            email ->
                                    store.addMember(principal.organisationId(), group.id(), email));
                    removed.forEach(email -> store.removeMember(group.id(), email));
                    place(principal, added);
                    place(principal, removed);
                    audit.record(
                            principal,
                            "change-group",
                            Node.of("scale-group", group.id()),
                            Map.of(
                                    "added", String.join(", ", added),
                                    "removed", String.join(", ", removed)));
                    return group(project, name);
                });
    }

    private ScaleGroup group(String project, String name) {
        ScaleGroup group = store.group(project, name);
        if (group == null) {
            throw RefusedException.notFound("group", "\"" + name + "\"");
        }
        return group;
    }

    /** All batches that are not completed, in the order in which they are worked on. */
    List<ObjectNode> batches(Principal principal) {
        return transactions.read(principal.organisationId(), () -> pending(principal));
    }

    private List<ObjectNode> pending(Principal principal) {
        return batchStore.unfinished(Mode.of(principal)).stream().map(this::view).toList();
    }

    private ObjectNode view(ScaleBatch batch) {
        return ScaleBatchJson.studio(
                batch, batchStore.counts(batch.id()), store.groupsOfBatch(batch.id()));
    }

    /** Hands a batch to these groups of its project, and to no other. */
    ObjectNode setGroups(Principal principal, String name, Fields fields) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleBatch batch = batches.require(principal, name);
                    List<String> groups =
                            fields.texts("groups").stream()
                                    .map(group -> group(batch.projectId(), group).id())
                                    .toList();
                    store.setGroups(principal.organisationId(), batch.id(), groups);
                    steer(principal, List.of(batch));
                    audit.record(
                            principal,
                            "assign-batch",
                            Node.of("scale-batch", batch.id()),
                            Map.of("groups", String.join(", ", fields.texts("groups"))));
                    return view(batch);
                });
    }

    /** Puts batches into this order; those that are not named come after them. */
    List<ObjectNode> setPriorities(Principal principal, Fields fields) {
        var names = new ArrayList<String>();
        if (fields.list("batches") == null) {
            throw Fields.missing("batches", "a list of {\"name\": …}");
        }
        for (JsonNode batch : fields.get("batches")) {
            names.add(batch.isString() ? batch.asString() : Fields.of(batch).requiredText("name"));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw Fields.bad("batches", fields.get("batches"), "every batch once");
        }
        return transactions.write(
                principal.organisationId(),
                () -> {
                    batchStore.clearPriorities(Mode.of(principal));
                    int priority = 1;
                    for (String name : names) {
                        batchStore.setPriority(batches.require(principal, name).id(), priority++);
                    }
                    steer(principal, batchStore.unfinished(Mode.of(principal)));
                    auditOrder(principal, "set-priorities", String.join(", ", names));
                    return pending(principal);
                });
    }

    List<ObjectNode> resetPriorities(Principal principal) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    batchStore.clearPriorities(Mode.of(principal));
                    steer(principal, batchStore.unfinished(Mode.of(principal)));
                    auditOrder(principal, "reset-priorities", "");
                    return pending(principal);
                });
    }

    private void steer(Principal principal, List<ScaleBatch> changed) {
        if (isLive(principal)) {
            steering.batchesChanged(principal, changed);
        }
    }

    private void auditOrder(Principal principal, String action, String names) {
        audit.record(
                principal,
                action,
                Node.of("organisation", principal.organisationId()),
                Map.of("batches", names));
    }
}
