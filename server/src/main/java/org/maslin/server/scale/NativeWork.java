package org.maslin.server.scale;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotation;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.projects.GoldRule;
import org.maslin.server.projects.NewProject;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.ProjectChange;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.Question;
import org.maslin.server.samples.Content;
import org.maslin.server.samples.NewSample;
import org.maslin.server.samples.Samples;
import org.maslin.server.samples.StoredFile;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.NewKnownTask;
import org.maslin.server.tasks.Purpose;
import org.maslin.server.tasks.Task;
import org.maslin.server.tasks.TaskChange;
import org.maslin.server.tasks.TaskState;
import org.maslin.server.tasks.Tasks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The native half of live tasks, and the only class that knows how a task is worked on: it makes a
 * sample and a task of it under the dialect's id as their key, and reads the answer. A native
 * project asks the same of all its tasks, so there are as many as the project's tasks ask.
 */
final class NativeWork {

    private static final int LONGEST_NAME = 190;
    private static final int HIGHEST = 1_000_000;
    private static final long MOST_PAINTED = 40_000_000;

    private static final GoldRule USUAL =
            new GoldRule(0.05, null, null, null, null, null, null, null, true);

    private final NativeWorkStore store;
    private final ScaleTaskStore scaleTasks;
    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final KnownTasks knownTasks;
    private final Annotations annotations;
    private final Steering steering;
    private final JsonMapper json;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    NativeWork(
            NativeWorkStore store,
            ScaleTaskStore scaleTasks,
            Projects projects,
            Samples samples,
            Tasks tasks,
            KnownTasks knownTasks,
            Annotations annotations,
            Steering steering,
            JsonMapper json) {
        this.store = store;
        this.scaleTasks = scaleTasks;
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.knownTasks = knownTasks;
        this.annotations = annotations;
        this.steering = steering;
        this.json = json;
    }

    /** Whether this native project is the dialect's. */
    boolean knows(UUID nativeProject) {
        return known.contains(nativeProject);
    }

    /** Learns the native projects of the running transaction's organisation. */
    void learn() {
        known.addAll(store.all());
    }

    /** The addresses of the images that are to be had before a task is given to our people. */
    static List<String> pictures(ScaleTask task) {
        return NativeSample.pictures(task, NativeForm.of(task));
    }

    /**
     * Gives a task to our people, in the running transaction.
     *
     * @param pictures its images by their addresses, as far as they could be had
     */
    void publish(Principal principal, ScaleTask task, Map<String, StoredFile> pictures) {
        NativeForm form = form(task, pictures);
        UUID project = project(principal, task, form);
        NewSample sample = NativeSample.of(task, form, pictures, json);
        if (sample.predictions() != null) {
            projects.change(
                    principal, project, new ProjectChange(null, null, null, null, null, true));
        }
        tasks.importSamples(
                principal,
                project,
                steering.batch(principal, project, task),
                List.of(sample).iterator());
        var made = tasks.byKeys(principal, project, List.of(task.id())).get(task.id());
        if (made == null) {
            throw new IllegalStateException("The task " + task.id() + " was not made.");
        }
        if (task.priority() != null) {
            tasks.change(principal, made.id(), new TaskChange(task.priority(), null, null, null));
        }
        scaleTasks.setNative(task.id(), made.id());
    }

    /** How a task is asked; one whose image is not there cannot be drawn on. */
    private static NativeForm form(ScaleTask task, Map<String, StoredFile> pictures) {
        NativeForm form = NativeForm.of(task);
        boolean blank =
                form.isDrawn() && !pictures.keySet().containsAll(NativeSample.pictures(task, form));
        boolean vast =
                form instanceof MasksForm
                        && pictures.values().stream().anyMatch(NativeWork::isVast);
        return blank || vast ? new DataForm(task.type()) : form;
    }

    /** Whether an image has so many pixels that those of its masks had no place in memory. */
    private static boolean isVast(StoredFile image) {
        return image.width() != null
                && image.height() != null
                && (long) image.width() * image.height() > MOST_PAINTED;
    }

    /**
     * Mixes a task whose answer is known into our people's work, in the running transaction:
     * evaluation tasks are gold, training tasks come before work. One whose response is no answer
     * that our people could give is kept only.
     */
    void teach(Principal principal, QualityTask known, Map<String, StoredFile> pictures) {
        ScaleTask task = known.asked();
        NativeForm form = form(task, pictures);
        Map<String, Object> expected = expected(form, known.expectedResponse());
        if (expected == null) {
            return;
        }
        UUID project = project(principal, task, form);
        NewSample sample = NativeSample.of(task, form, pictures, json);
        samples.importSamples(principal, project, List.of(sample).iterator());
        knownTasks.create(
                principal,
                project,
                known.kind() == QualityTask.Kind.TRAINING ? Purpose.TRAINING : Purpose.GOLD,
                null,
                List.of(new NewKnownTask(task.id(), null, null, expected, null, null)));
        if (projects.goldRule(principal, project).equals(GoldRule.NONE)) {
            knownTasks.setRule(principal, project, USUAL);
        }
    }

    private @Nullable Map<String, Object> expected(NativeForm form, JsonNode response) {
        ObjectNode answers = form.answers(response);
        if (answers == null || answers.isEmpty()) {
            return null;
        }
        Map<String, Object> expected = Fields.map(answers, json);
        try {
            new Ontology(null, form.questions()).checkDraft(expected, 0);
            return expected;
        } catch (BadInputException noAnswer) {
            return null;
        }
    }

    /** Takes a task from our people, unless they have answered it already. */
    void withdraw(Principal principal, ScaleTask task) {
        UUID id = task.nativeTaskId();
        if (id != null && tasks.get(principal, id).state() == TaskState.OPEN) {
            tasks.cancel(principal, id);
        }
    }

    /** What our people say to a task, or null while it still wants answers. */
    @Nullable ObjectNode response(Principal principal, ScaleTask task) {
        UUID id = task.nativeTaskId();
        if (id == null || tasks.get(principal, id).state() != TaskState.COMPLETED) {
            return null;
        }
        return mostGiven(
                annotations.ofTask(principal, id).stream()
                        .sorted(Comparator.comparing(Annotation::submittedAt))
                        .map(answer -> read(principal, task, answer.answers()))
                        .toList());
    }

    private ObjectNode read(Principal principal, ScaleTask task, Map<String, Object> given) {
        JsonNode answers = json.valueToTree(given);
        NativeForm form = NativeForm.answered(task, answers);
        return form instanceof MasksForm masks
                ? sized(principal, task, masks).response(answers)
                : form.response(answers);
    }

    private MasksForm sized(Principal principal, ScaleTask task, MasksForm masks) {
        Task made = tasks.get(principal, Objects.requireNonNull(task.nativeTaskId()));
        Content content = samples.getUnrecorded(principal, made.sampleId()).content();
        StoredFile image = content == null ? null : content.image();
        return image == null || image.width() == null || image.height() == null
                ? masks
                : masks.sized(image.width(), image.height());
    }

    /** The response that most answers make; of those, the one that was given first. */
    private static @Nullable ObjectNode mostGiven(List<ObjectNode> responses) {
        return responses.stream()
                .max(
                        Comparator.comparingInt(
                                        (ObjectNode one) -> Collections.frequency(responses, one))
                                .thenComparing(one -> -responses.indexOf(one)))
                .orElse(null);
    }

    /** Those of these tasks whose native ones want no answer any more. */
    List<String> answered(Principal principal, Map<String, UUID> natives) {
        Map<UUID, Task> found = tasks.byIds(principal, List.copyOf(natives.values()));
        return natives.entrySet().stream()
                .filter(
                        entry ->
                                found.get(entry.getValue()) instanceof Task task
                                        && task.state() == TaskState.COMPLETED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private UUID project(Principal principal, ScaleTask task, NativeForm form) {
        List<Question> questions = form.questions();
        Object asked = questions.size() == 1 ? questions.getFirst() : questions;
        String hash = Sha256.hex(json.writeValueAsString(asked));
        UUID present = store.project(task.projectId(), hash);
        if (present != null) {
            return present;
        }
        UUID made =
                projects.create(
                                principal,
                                new NewProject(
                                        name(task), new Ontology(null, questions), null, 1, null),
                                null,
                                "scale/%s/%s".formatted(task.projectId(), hash))
                        .id();
        store.add(principal.organisationId(), task.projectId(), hash, made);
        known.add(made);
        steering.projectRule(principal, task.projectId(), task.project(), made);
        return made;
    }

    private String name(ScaleTask task) {
        String name = task.project();
        String shortened = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        int before = store.questions(task.projectId());
        return before == 0 ? shortened : "%s (%d)".formatted(shortened, before + 1);
    }
}
