package org.maslin.server.scale;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Training and evaluation tasks. */
final class QualityTasks {

    private static final Set<TaskType> TYPES =
            EnumSet.of(
                    TaskType.DOCUMENTTRANSCRIPTION,
                    TaskType.SEGMENTANNOTATION,
                    TaskType.VIDEOPLAYBACKANNOTATION,
                    TaskType.IMAGEANNOTATION,
                    TaskType.TEXTCOLLECTION,
                    TaskType.NAMEDENTITYRECOGNITION,
                    TaskType.CATEGORIZATION);

    private final Transactions transactions;
    private final QualityTaskStore store;
    private final ScaleProjects projects;
    private final ScaleFiles files;
    private final NativeWork work;
    private final Pictures pictures;
    private final Audit audit;
    private final HexIds ids;
    private final InstantSource clock;

    QualityTasks(
            Transactions transactions,
            QualityTaskStore store,
            ScaleProjects projects,
            ScaleFiles files,
            NativeWork work,
            Pictures pictures,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.files = files;
        this.work = work;
        this.pictures = pictures;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    QualityTask create(Principal principal, QualityTask.Kind kind, TaskType type, Fields given) {
        if (!TYPES.contains(type)) {
            throw new BadInputException(
                    "type",
                    type.word(),
                    "one of "
                            + TYPES.stream().map(TaskType::word).collect(Collectors.joining(", ")),
                    "Tasks of other types have no %s tasks.".formatted(kind.word()));
        }
        if (!given.has("expected_response")) {
            throw Fields.missing("expected_response", "the right response");
        }
        QualityTask made =
                transactions.write(
                        principal.organisationId(),
                        () -> {
                            ScaleProject project =
                                    projects.ofTask(principal, given.text("project"), type);
                            ScaleTaskFlow.checkType(project, type);
                            Fields fields = ScaleTaskFlow.merged(given, project.latest());
                            ScaleTaskFlow.check(type, fields);
                            ObjectNode params = ScaleTaskFlow.params(fields);
                            files.requireAttachments(principal, params);
                            var task =
                                    new QualityTask(
                                            ids.next(),
                                            kind,
                                            type,
                                            project.id(),
                                            project.name(),
                                            fields.text("instruction"),
                                            params,
                                            given.get("expected_response"),
                                            given.has("initial_response")
                                                    ? given.get("initial_response")
                                                    : null,
                                            clock.instant().truncatedTo(ChronoUnit.MILLIS));
                            store.add(principal.organisationId(), Mode.of(principal), task);
                            audit.record(
                                    principal,
                                    "create-%s-task".formatted(kind.word()),
                                    Node.of("scale-quality-task", task.id()),
                                    Map.of("type", type.word()));
                            return task;
                        });
        if (Mode.of(principal) == Mode.LIVE) {
            teach(principal, made);
        }
        return made;
    }

    private void teach(Principal principal, QualityTask task) {
        ScaleTask asked = task.asked();
        Pictures.Got got =
                pictures.of(principal, List.of(asked), NativeWork::pictures)
                        .getOrDefault(asked.id(), Pictures.Got.NONE);
        transactions.write(
                principal.organisationId(), () -> work.teach(principal, task, got.files()));
    }

    static ObjectNode json(QualityTask task) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", task.id());
        body.put("type", task.type().word());
        body.put("project", task.project());
        body.put("instruction", task.instruction());
        body.put("created_at", ScaleTime.text(task.createdAt()));
        body.set("params", task.params());
        body.set("expected_response", task.expectedResponse());
        if (task.initialResponse() != null) {
            body.set("initial_response", task.initialResponse());
        }
        return body;
    }
}
