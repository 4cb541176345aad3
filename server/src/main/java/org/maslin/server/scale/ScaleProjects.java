package org.maslin.server.scale;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Projects by name, and the versions of the parameters that their tasks take over. */
final class ScaleProjects {

    /** Where tasks go that name no project. */
    static final String DEFAULT = "default";

    private final Transactions transactions;
    private final ScaleProjectStore store;
    private final Audit audit;
    private final HexIds ids;
    private final InstantSource clock;

    ScaleProjects(
            Transactions transactions,
            ScaleProjectStore store,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    ScaleProject create(Principal principal, Fields fields) {
        ObjectNode params = fields.object("params");
        var project =
                new ScaleProject(
                        ids.next(),
                        ScaleName.checked("name", fields.requiredText("name")),
                        TaskType.named("type", fields.requiredText("type")),
                        fields.flag("rapid"),
                        fields.flag("studio"),
                        fields.text("datasetId"),
                        List.of(),
                        now());
        return transactions.write(
                principal.organisationId(),
                () -> {
                    if (!add(principal, project)) {
                        throw taken("project", project.name());
                    }
                    if (params != null) {
                        store.addParams(
                                principal.organisationId(),
                                project.id(),
                                params,
                                project.createdAt());
                    }
                    return require(principal, project.name());
                });
    }

    List<ScaleProject> list(Principal principal) {
        return transactions.read(principal.organisationId(), () -> store.all(Mode.of(principal)));
    }

    ScaleProject get(Principal principal, String name) {
        return transactions.read(principal.organisationId(), () -> require(principal, name));
    }

    /**
     * Adds the next version of the parameters.
     *
     * @param fields the parameters; with {@code patch} they are laid over the last ones
     */
    ScaleProject setParams(Principal principal, String name, Fields fields) {
        boolean patch = fields.flag("patch");
        ObjectNode given = fields.node().deepCopy();
        given.remove("patch");
        return transactions.write(
                principal.organisationId(),
                () -> {
                    store.lock(require(principal, name).id());
                    ScaleProject project = require(principal, name);
                    ScaleProject.Params latest = project.latest();
                    ObjectNode params =
                            patch && latest != null
                                    ? latest.params().deepCopy()
                                    : JsonNodeFactory.instance.objectNode();
                    params.setAll(given);
                    store.addParams(principal.organisationId(), project.id(), params, now());
                    audit.record(
                            principal,
                            "set-parameters",
                            Node.of("scale-project", project.id()),
                            Map.of("version", String.valueOf(project.history().size())));
                    return require(principal, name);
                });
    }

    /** What the tasks of a conversation or collection are filled into. */
    ObjectNode template(Principal principal, String name) {
        ScaleProject project = get(principal, name);
        if (!project.type().hasTemplate()) {
            throw new BadInputException(
                    "project " + name,
                    "the type " + project.type().word(),
                    "textcollection or a kind of chat",
                    "Projects of other types have no task template.");
        }
        return ScaleProjectJson.template(project);
    }

    /** The project of a new task: the named one, or the default one, made when it is needed. */
    ScaleProject ofTask(Principal principal, @Nullable String name, TaskType type) {
        if (name != null && !name.equals(DEFAULT)) {
            return require(principal, name);
        }
        ScaleProject known = store.named(Mode.of(principal), DEFAULT);
        if (known != null) {
            return known;
        }
        add(
                principal,
                new ScaleProject(ids.next(), DEFAULT, type, false, false, null, List.of(), now()));
        return require(principal, DEFAULT);
    }

    /** A project of the running transaction. */
    ScaleProject require(Principal principal, String name) {
        ScaleProject project = store.named(Mode.of(principal), name);
        if (project == null) {
            throw RefusedException.notFound("project", "\"" + name + "\"");
        }
        return project;
    }

    /** A parameter set under a version; the latest if none is asked for. */
    static ScaleProject.@Nullable Params params(ScaleProject project, @Nullable Integer version) {
        if (version == null) {
            return project.latest();
        }
        return project.history().stream()
                .filter(params -> params.version() == version)
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "project_param_version",
                                        version.toString(),
                                        project.history().isEmpty()
                                                ? "nothing, for the project has no parameters"
                                                : "a version from 0 to "
                                                        + (project.history().size() - 1),
                                        "Leave it out for the latest."));
    }

    private boolean add(Principal principal, ScaleProject project) {
        boolean added = store.add(principal.organisationId(), Mode.of(principal), project);
        if (added) {
            audit.record(
                    principal,
                    "create-project",
                    Node.of("scale-project", project.id()),
                    Map.of("name", project.name()));
        }
        return added;
    }

    static RefusedException taken(String kind, String name) {
        return RefusedException.conflict(
                kind + "-taken",
                "There is a %s \"%s\" already.".formatted(kind, name),
                "Choose another name, or use that one.");
    }

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
