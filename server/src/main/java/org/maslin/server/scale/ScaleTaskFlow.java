package org.maslin.server.scale;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.http.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules of the dialect's tasks: what a task needs, what may be done to it when. */
final class ScaleTaskFlow {

    static final int MOST_TAGS = 5;

    private static final int LONGEST_UNIQUE_ID = 1_000;

    /** What every task may have, whatever its type; the rest belongs to the type. */
    private static final Set<String> COMMON =
            Set.of(
                    "project",
                    "batch",
                    "instruction",
                    "callback_url",
                    "unique_id",
                    "clear_unique_id_on_error",
                    "tags",
                    "metadata",
                    "priority",
                    "project_param_version");

    /** Lists that say nothing when they are empty. */
    private static final List<String> LISTS =
            List.of(
                    "attachments",
                    "labels",
                    "categories",
                    "features",
                    "objects_to_annotate",
                    "events_to_annotate");

    private ScaleTaskFlow() {}

    /** What a task brings, over what its project has for all. */
    static Fields merged(Fields given, ScaleProject.@Nullable Params project) {
        ObjectNode merged =
                project == null
                        ? JsonNodeFactory.instance.objectNode()
                        : project.params().deepCopy();
        given.node()
                .properties()
                .forEach(
                        field -> {
                            if (!field.getValue().isNull() || !merged.has(field.getKey())) {
                                merged.set(field.getKey(), field.getValue());
                            }
                        });
        return new Fields(merged);
    }

    /** The parameters that belong to the type. */
    static ObjectNode params(Fields merged) {
        ObjectNode params = merged.node().deepCopy();
        params.remove(COMMON);
        params.remove(List.of("expected_response", "initial_response"));
        return params;
    }

    /** Refuses what could not be answered, or could not be told. */
    static void check(TaskType type, Fields fields) {
        for (List<String> names : type.needed()) {
            if (names.stream().noneMatch(fields::has)) {
                throw new BadInputException(
                        names.getFirst(),
                        "nothing",
                        type.word() + " to have " + String.join(" or ", names),
                        "Send it with the task, or set it for the project.");
            }
        }
        fields.text("instruction");
        if (fields.has("attachment") && fields.requiredText("attachment").isBlank()) {
            throw Fields.missing("attachment", "a URL or a text");
        }
        LISTS.forEach(name -> checkList(fields, name));
        checkGeometries(fields);
        checkFields(fields, "fields");
        checkFields(fields, "repeatable_fields");
        fields.object("template_variables");
        checkCommon(fields);
    }

    private static void checkCommon(Fields fields) {
        fields.object("metadata");
        fields.integer("priority");
        fields.integer("project_param_version");
        checkCallback(fields.text("callback_url"));
        checkTags(fields.texts("tags"));
        if (fields.has("unique_id")) {
            checkUniqueId(fields.requiredText("unique_id"));
        }
    }

    private static void checkList(Fields fields, String name) {
        var list = fields.list(name);
        if (list != null && list.isEmpty()) {
            throw Fields.bad(name, list, "one or more");
        }
    }

    private static void checkGeometries(Fields fields) {
        ObjectNode geometries = fields.object("geometries");
        if (geometries == null) {
            return;
        }
        if (geometries.isEmpty()) {
            throw Fields.bad("geometries", geometries, "one or more of box, polygon, line, …");
        }
        for (var geometry : geometries.properties()) {
            String place = "geometries." + geometry.getKey();
            if (!geometry.getValue().isObject()) {
                throw Fields.bad(place, geometry.getValue(), "an object");
            }
            JsonNode objects = geometry.getValue().path("objects_to_annotate");
            if (!objects.isMissingNode() && (!objects.isArray() || objects.isEmpty())) {
                throw Fields.bad(place + ".objects_to_annotate", objects, "a list of labels");
            }
        }
    }

    /** Fields come as a list of descriptions with ids, or as an object of captions by id. */
    private static void checkFields(Fields fields, String name) {
        if (!fields.has(name)) {
            return;
        }
        JsonNode given = fields.get(name);
        if (!given.isObject() && !given.isArray() || given.isEmpty()) {
            throw Fields.bad(name, given, "one or more fields");
        }
        var seen = new HashSet<String>();
        int place = 0;
        for (JsonNode field : given.isArray() ? given : List.<JsonNode>of()) {
            String here = "%s[%d]".formatted(name, place++);
            for (String part : List.of("field_id", "type")) {
                if (!field.path(part).isString() || field.path(part).asString().isBlank()) {
                    throw new BadInputException(
                            here + "." + part,
                            field.path(part).isMissingNode()
                                    ? "nothing"
                                    : field.get(part).toString(),
                            "a text",
                            "Give each field an id and a type.");
                }
            }
            if (!seen.add(field.path("field_id").asString())) {
                throw Fields.bad(here + ".field_id", field.path("field_id"), "every id once");
            }
        }
    }

    /** A callback is a web address, or an e-mail address. */
    static void checkCallback(@Nullable String callback) {
        if (callback == null || callback.isBlank() || callback.matches("[^@\\s/]+@[^@\\s/]+")) {
            return;
        }
        try {
            URI uri = URI.create(callback);
            if (Set.of("http", "https")
                            .contains(
                                    String.valueOf(uri.getScheme())
                                            .toLowerCase(java.util.Locale.ROOT))
                    && uri.getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw new BadInputException(
                "callback_url",
                "\"" + callback + "\"",
                "an http or https address, or an e-mail address",
                "Leave it out if nobody needs to be told.");
    }

    static void checkTags(List<String> tags) {
        if (new HashSet<>(tags).size() > MOST_TAGS) {
            throw new BadInputException(
                    "tags",
                    tags.size() + " tags",
                    "at most " + MOST_TAGS,
                    "Keep the rest in the task's metadata.");
        }
    }

    static void checkUniqueId(String uniqueId) {
        if (uniqueId.length() > LONGEST_UNIQUE_ID) {
            throw new BadInputException(
                    "unique_id",
                    uniqueId.length() + " characters",
                    "at most " + LONGEST_UNIQUE_ID,
                    "Use a hash of it.");
        }
    }

    static RefusedException uniqueIdTaken(String uniqueId, @Nullable String holder) {
        return RefusedException.conflict(
                "unique-id-taken",
                "The unique_id \"%s\" is used by the task %s.".formatted(uniqueId, holder),
                "Use another one, or ask for that task.");
    }

    /** A task of another type than its project's would be asked the wrong way. */
    static void checkType(ScaleProject project, TaskType type) {
        if (project.type() != type && !project.name().equals(ScaleProjects.DEFAULT)) {
            throw new BadInputException(
                    "project",
                    "\"%s\", a project of type %s".formatted(project.name(), project.type().word()),
                    "a project of type " + type.word(),
                    "Send the task to /task/%s, or name another project."
                            .formatted(project.type().word()));
        }
    }

    /** A batch that was finalized is closed, in projects whose batches are staged. */
    static void checkOpen(ScaleProject project, ScaleBatch batch) {
        if (project.stages() && batch.status() != ScaleBatch.Status.STAGING) {
            throw new BadInputException(
                    "batch",
                    "\"%s\", which is %s".formatted(batch.name(), batch.status().word()),
                    "a batch that is staging",
                    "Make another batch for more tasks.");
        }
    }

    /** Whether a task is to be canceled; one that is already stays so. */
    static boolean mustCancel(ScaleTask task) {
        return switch (task.status()) {
            case CANCELED -> false;
            case PENDING -> true;
            case COMPLETED, ERROR ->
                    throw new BadInputException(
                            "task " + task.id(),
                            "the status " + task.status().word(),
                            "pending",
                            "Only a task that is not answered yet can be canceled.");
        };
    }

    static void requireCompleted(ScaleTask task) {
        if (task.status() != ScaleTask.Status.COMPLETED) {
            throw new BadInputException(
                    "task " + task.id(),
                    "the status " + task.status().word(),
                    "completed",
                    "Audit it when it has a response.");
        }
    }

    /** What an audit makes of a task's standing. */
    static ScaleTask.ReviewStatus reviewed(@Nullable Boolean accepted) {
        if (accepted == null) {
            return ScaleTask.ReviewStatus.COMMENTED;
        }
        return accepted ? ScaleTask.ReviewStatus.ACCEPTED : ScaleTask.ReviewStatus.REJECTED;
    }
}
