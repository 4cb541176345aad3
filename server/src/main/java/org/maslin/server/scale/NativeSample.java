package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.projects.Asking;
import org.maslin.server.projects.Ontology;
import org.maslin.server.samples.Message;
import org.maslin.server.samples.NewPrediction;
import org.maslin.server.samples.NewSample;
import org.maslin.server.samples.StoredFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What annotators see of a task: a text, an image, or both. */
final class NativeSample {

    private static final String ATTACHMENT = "attachment";
    private static final int LONGEST_HELP = 4000;

    private NativeSample() {}

    /** The instruction of a task whose sample has no room for it, and what else is to be told. */
    static @Nullable Asking help(ScaleTask task, @Nullable String more) {
        String instruction = task.instruction() == null ? "" : task.instruction().strip();
        String help = (instruction + (more == null ? "" : "\n\n" + more)).strip();
        return help.isEmpty()
                ? null
                : new Asking(
                        null,
                        help.substring(0, Math.min(LONGEST_HELP, help.length())),
                        null,
                        null,
                        null);
    }

    /** The addresses of the images that a task shows. */
    static List<String> pictures(ScaleTask task, NativeForm form) {
        JsonNode attachment = task.params().path(ATTACHMENT);
        if (form.isDrawn()) {
            return List.of(attachment.asString(""));
        }
        var pictures = new ArrayList<String>();
        boolean images = "image".equals(task.params().path("attachment_type").asString(""));
        if (form instanceof DataForm || form instanceof EntitiesForm) {
            return pictures;
        }
        if (images && attachment.isString()) {
            pictures.add(attachment.asString());
        }
        for (JsonNode one : task.params().path("attachments")) {
            if (images && one.isString()) {
                pictures.add(one.asString());
            } else if ("image".equals(one.path("type").asString(""))) {
                pictures.add(one.path("url").asString(one.path("content").asString("")));
            }
        }
        return pictures;
    }

    /**
     * The sample of a task.
     *
     * @param pictures the images by their addresses; those that could not be had are missing, and
     *     stand in the text as addresses
     */
    static NewSample of(
            ScaleTask task, NativeForm form, Map<String, StoredFile> pictures, JsonMapper json) {
        Map<String, Object> metadata =
                Map.of(
                        "scale",
                        Map.of(
                                "task_id", task.id(),
                                "type", task.type().word(),
                                "params", task.params()));
        if (form.isDrawn()) {
            StoredFile image =
                    Objects.requireNonNull(
                            pictures.get(task.params().path(ATTACHMENT).asString("")));
            return sample(task, null, null, metadata, image, start(form, json));
        }
        if (form instanceof EntitiesForm) {
            String text = task.params().path("text").asString();
            return sample(task, text, null, metadata, null, null);
        }
        List<StoredFile> shown =
                pictures(task, form).stream()
                        .map(pictures::get)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        String text = text(task, form, pictures, json);
        return shown.isEmpty()
                ? sample(task, text, null, metadata, null, null)
                : sample(
                        task,
                        null,
                        List.of(new Message(Message.Speaker.USER, text, shown, null, null)),
                        metadata,
                        null,
                        null);
    }

    /** What a task begins with; annotations that our question does not know are left out. */
    private static @Nullable List<NewPrediction> start(NativeForm form, JsonMapper json) {
        ObjectNode start = form instanceof RegionsForm regions ? regions.start() : null;
        if (start == null) {
            return null;
        }
        Map<String, Object> answers = Fields.map(start, json);
        try {
            new Ontology(null, form.questions()).checkDraft(answers, 0);
        } catch (BadInputException unknown) {
            return null;
        }
        return List.of(new NewPrediction("hypothesis", null, null, answers));
    }

    private static NewSample sample(
            ScaleTask task,
            @Nullable String text,
            @Nullable List<Message> messages,
            Map<String, Object> metadata,
            @Nullable StoredFile image,
            @Nullable List<NewPrediction> predictions) {
        return new NewSample(
                task.id(),
                text,
                messages,
                null,
                null,
                metadata,
                null,
                null,
                null,
                null,
                null,
                null,
                image,
                null,
                null,
                predictions,
                null);
    }

    /** What annotators read: the instruction, what it is about, and what else was sent. */
    private static String text(
            ScaleTask task, NativeForm form, Map<String, StoredFile> pictures, JsonMapper json) {
        var parts = new ArrayList<String>();
        if (task.instruction() != null && !task.instruction().isBlank()) {
            parts.add(task.instruction());
        }
        ObjectNode rest = task.params().deepCopy();
        for (String name : List.of("text", ATTACHMENT)) {
            if (rest.path(name).isString()) {
                String said = rest.path(name).asString();
                if (!pictures.containsKey(said)) {
                    parts.add(said);
                }
                rest.remove(name);
            }
        }
        if (!(form instanceof DataForm)) {
            attachments(rest, pictures, parts);
            rest.remove(
                    List.of(
                            "attachments",
                            "attachment_type",
                            "categories",
                            "category_ids",
                            "allow_multiple",
                            "choices",
                            "fields"));
        }
        if (!rest.isEmpty()) {
            parts.add(json.writerWithDefaultPrettyPrinter().writeValueAsString(rest));
        }
        return parts.isEmpty() ? task.type().word() : String.join("\n\n", parts);
    }

    private static void attachments(
            ObjectNode rest, Map<String, StoredFile> pictures, List<String> parts) {
        boolean several = rest.path("attachments").size() > 1;
        int number = 0;
        for (JsonNode one : rest.path("attachments")) {
            number++;
            String said =
                    one.isString()
                            ? one.asString()
                            : one.path("content").asString(one.path("url").asString(""));
            if (!pictures.containsKey(said) && !said.isBlank()) {
                parts.add(several ? number + ". " + said : said);
            }
        }
    }
}
