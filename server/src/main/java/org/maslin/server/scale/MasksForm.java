package org.maslin.server.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.Question;
import org.maslin.server.projects.RegionShape;
import org.maslin.server.projects.RegionsQuestion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which pixels belong to which label: masks that are painted. The response has an image of all
 * labels by their index, one for each label, and one of what has none.
 *
 * @param width of the image in pixels; 0 as long as it is not known
 */
record MasksForm(RegionsQuestion question, List<String> labels, int width, int height)
        implements NativeForm {

    static final String NAME = "masks";

    private static final int MOST_LABELS = 255;
    private static final byte SET = (byte) 255;

    /** Null if the labels are none that we could ask for, or instances are to be told apart. */
    static @Nullable NativeForm of(ScaleTask task) {
        JsonNode given = task.params().path("labels");
        List<ChoiceClass> classes = NativeLabels.classes(given);
        boolean instances = false;
        for (JsonNode label : given) {
            instances |= label.path("instance_label").asBoolean(false);
        }
        if (classes == null || instances) {
            return null;
        }
        var question =
                new RegionsQuestion(
                        NAME,
                        "Which pixels belong to what?",
                        List.of(RegionShape.MASK),
                        classes,
                        null,
                        null,
                        null,
                        null,
                        NativeSample.help(task, null));
        var labels = new ArrayList<String>();
        classes.forEach(node -> leaves(node, labels));
        return labels.size() > MOST_LABELS ? null : new MasksForm(question, labels, 0, 0);
    }

    private static void leaves(ChoiceClass node, List<String> labels) {
        if (node.classes() == null) {
            labels.add(node.name());
        } else {
            node.classes().forEach(below -> leaves(below, labels));
        }
    }

    /** The same of an image of this size. */
    MasksForm sized(int wide, int high) {
        return new MasksForm(question, labels, wide, high);
    }

    @Override
    public List<Question> questions() {
        return List.of(question);
    }

    @Override
    public boolean isDrawn() {
        return true;
    }

    @Override
    public ObjectNode response(JsonNode answers) {
        var combined = new byte[width * height];
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode mapping = body.putObject("labelMapping");
        ObjectNode annotations = body.putObject("annotations");
        ObjectNode first = annotations.putObject("combined");
        ObjectNode labeled = annotations.putObject("labeled");
        JsonNode regions = answers.path(NAME).path("regions");
        for (JsonNode region : regions) {
            int index = labels.indexOf(region.path("label").asString()) + 1;
            paint(region.path("mask"), combined, (byte) index);
        }
        var own = new byte[width * height];
        for (int label = 0; label < labels.size(); label++) {
            String name = labels.get(label);
            mapping.putObject(name).put("index", label + 1);
            Arrays.fill(own, (byte) 0);
            for (JsonNode region : regions) {
                if (region.path("label").asString().equals(name)) {
                    paint(region.path("mask"), own, SET);
                }
            }
            labeled.put(name, GreyPng.address(own, width, height));
        }
        first.put("image", GreyPng.address(combined, width, height));
        for (int i = 0; i < own.length; i++) {
            own[i] = combined[i] == 0 ? SET : 0;
        }
        annotations.put("unlabeled", GreyPng.address(own, width, height));
        return body;
    }

    /** Gives the pixels of a mask a value; what lies outside of the image is left out. */
    private void paint(JsonNode mask, byte[] pixels, byte value) {
        int left = mask.path("x").asInt();
        int top = mask.path("y").asInt();
        int wide = mask.path("width").asInt();
        int at = 0;
        boolean inside = false;
        for (JsonNode run : mask.path("runs")) {
            int end = at + run.asInt();
            for (; at < end; at++) {
                int x = left + at % wide;
                int y = top + at / wide;
                if (inside && x >= 0 && x < width && y >= 0 && y < height) {
                    pixels[y * width + x] = value;
                }
            }
            inside = !inside;
        }
    }

    /** Images are not read back. */
    @Override
    public @Nullable ObjectNode answers(JsonNode response) {
        return null;
    }
}
