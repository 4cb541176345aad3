package org.maslin.server.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;

/**
 * Where is what? The answer is {@code {"regions": [...], "relations": [...]}}: each region has an
 * {@code id}, a {@code label}, one shape, {@code attributes} by name, and the {@code origin} of who
 * made it; each relation a {@code name} and the ids {@code from} and {@code to}. A polygon may have
 * {@code holes}; regions of one {@code group} are one thing; {@code page} tells the page of an
 * image that has several, from 1, which is meant where it is absent; {@code message} tells the
 * message of a conversation that a span stands in, from 0.
 *
 * @param shapes what may be drawn
 * @param attributes asked of every region, or after its label by {@code asking.when} on {@code
 *     label}
 * @param skeleton which points a region of keypoints has
 * @param least the fewest regions; 0 if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegionsQuestion(
        String name,
        String caption,
        List<RegionShape> shapes,
        List<ChoiceClass> classes,
        @Nullable List<Question> attributes,
        @Nullable List<Relation> relations,
        @Nullable Skeleton skeleton,
        @Nullable Integer least,
        @Nullable Asking asking)
        implements Question {

    private static final String LABEL = "label";
    private static final String HOLES = "holes";
    private static final String POLYGON = "polygon";
    private static final String KEYPOINTS = "keypoints";
    private static final String MESSAGE = "message";
    private static final int MOST_PAGES = 10_000;
    private static final Set<String> FIELDS =
            Set.of("id", LABEL, "attributes", "origin", "group", "page", MESSAGE, HOLES);
    private static final List<String> ORIGINS =
            List.of("human", "machine", "synthetic", "accepted", "edited");

    /**
     * How two regions may belong together.
     *
     * @param from labels of the first; any if absent
     * @param to labels of the second; any if absent
     * @param chain whether all that it connects are mentions of one and the same; false if absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Relation(
            String name,
            @Nullable String caption,
            @Nullable List<String> from,
            @Nullable List<String> to,
            @Nullable Boolean chain) {
        public Relation {
            from = from == null ? null : List.copyOf(from);
            to = to == null ? null : List.copyOf(to);
        }
    }

    /**
     * The points of a body and the bones between them.
     *
     * @param points their names
     * @param edges pairs of places in {@code points}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Skeleton(List<String> points, @Nullable List<List<Integer>> edges) {
        public Skeleton {
            points = List.copyOf(points);
            edges = edges == null ? null : edges.stream().map(List::copyOf).toList();
            if (points.isEmpty() || Set.copyOf(points).size() < points.size()) {
                throw Question.bad(
                        "skeleton.points", points.toString(), "one or more names, each once");
            }
            for (List<Integer> edge : edges == null ? List.<List<Integer>>of() : edges) {
                int size = points.size();
                if (edge.size() != 2 || edge.stream().anyMatch(p -> p < 0 || p >= size)) {
                    throw Question.bad(
                            "skeleton.edges",
                            edge.toString(),
                            "two places from 0 to " + (size - 1));
                }
            }
        }
    }

    public RegionsQuestion {
        Question.checkHead(name, caption);
        shapes = List.copyOf(shapes);
        if (shapes.isEmpty()) {
            throw Question.bad("shapes", "none", "one or more shapes that may be drawn");
        }
        classes = Classes.checked(classes, 1);
        attributes = attributes == null || attributes.isEmpty() ? null : List.copyOf(attributes);
        relations = relations == null || relations.isEmpty() ? null : List.copyOf(relations);
        checkAttributes(classes, attributes);
        checkRelations(classes, relations);
        if (shapes.contains(RegionShape.KEYPOINTS) && skeleton == null) {
            throw Question.bad("skeleton", "nothing", "the points that keypoints have");
        }
    }

    private static void checkAttributes(
            List<ChoiceClass> classes, @Nullable List<Question> attributes) {
        if (attributes == null) {
            return;
        }
        List<String> labels = ChoiceClass.names(classes);
        for (Question attribute : attributes) {
            if (attribute instanceof RegionsQuestion || attribute.candidates().least() > 0) {
                throw Question.bad(
                        "attributes." + attribute.name(),
                        "a question about candidates or regions",
                        "a question about the region itself");
            }
            if (attribute.name().equals(LABEL)) {
                throw Question.bad(
                        "attributes", "\"label\"", "another name; the class has this one");
            }
        }
        // The label is the question before all attributes, so that they may depend on it.
        new Ontology(null, attributeQuestions(labels, attributes));
    }

    private static List<Question> attributeQuestions(
            List<String> labels, List<Question> attributes) {
        var all = new ArrayList<Question>();
        List<ChoiceClass> classes = labels.stream().map(ChoiceClass::named).toList();
        all.add(new MultiChoiceQuestion(LABEL, LABEL, classes, null, null, null));
        all.addAll(attributes);
        return all;
    }

    private static void checkRelations(
            List<ChoiceClass> classes, @Nullable List<Relation> relations) {
        if (relations == null) {
            return;
        }
        List<String> labels = ChoiceClass.names(classes);
        var seen = new HashSet<String>();
        for (Relation relation : relations) {
            if (relation.name().isBlank() || !seen.add(relation.name())) {
                throw Question.bad(
                        "relations", "\"" + relation.name() + "\"", "a name, each one once");
            }
            for (List<String> ends : Arrays.asList(relation.from(), relation.to())) {
                for (String label : ends == null ? List.<String>of() : ends) {
                    if (!labels.contains(label)) {
                        throw Question.bad(
                                "relations." + relation.name(),
                                "\"" + label + "\"",
                                "a class of this question. " + Nearest.hint(label, labels));
                    }
                }
            }
        }
    }

    @Override
    public void check(String place, Object answer, int candidates) {
        int regions = check(place, answer, Ontology::checkComplete);
        if (least != null && regions < least) {
            throw Answers.wrong(place + ".regions", regions + " regions", "at least " + least);
        }
    }

    @Override
    public void checkDraft(String place, Object answer, int candidates) {
        check(place, answer, Ontology::checkDraft);
    }

    /** How the attributes of a region are checked. */
    private interface AttributeCheck {
        void check(Ontology ontology, Map<String, Object> answers, int candidates);
    }

    /** Returns how many regions there are. */
    private int check(String place, Object answer, AttributeCheck attributeCheck) {
        Map<?, ?> object = Answers.object(place, answer, "an object with regions");
        for (Object field : object.keySet()) {
            Classes.checkName(place, field, List.of("regions", "relations"));
        }
        Object regions = object.get("regions");
        if (regions == null) {
            throw Answers.wrong(place + ".regions", "nothing", "a list, which may be empty");
        }
        Map<String, String> labels = checkRegions(place + ".regions", regions, attributeCheck);
        Object joined = object.get("relations");
        if (joined != null) {
            checkJoined(place + ".relations", joined, labels);
        }
        return labels.size();
    }

    /** The label of every region by its id. */
    private Map<String, String> checkRegions(
            String place, Object answer, AttributeCheck attributeCheck) {
        List<?> regions = Answers.list(place, answer, "a list of regions");
        List<String> names = ChoiceClass.names(classes);
        List<Question> asked = attributes == null ? List.of() : attributes;
        var ontology = new Ontology(null, attributeQuestions(names, asked));
        var labels = new HashMap<String, String>();
        for (int i = 0; i < regions.size(); i++) {
            String at = place + "[" + i + "]";
            Map<?, ?> region = Answers.object(at, given(regions.get(i)), "an object");
            String id = Answers.text(at + ".id", given(region.get("id")));
            String label = Classes.checkName(at + ".label", given(region.get(LABEL)), names);
            if (labels.put(id, label) != null) {
                throw Answers.wrong(at + ".id", id + " again", "an id of its own");
            }
            if (region.get("origin") != null) {
                Classes.checkName(at + ".origin", given(region.get("origin")), ORIGINS);
            }
            if (region.get("group") != null) {
                Answers.text(at + ".group", given(region.get("group")));
            }
            if (region.get("page") != null) {
                Answers.whole(at + ".page", given(region.get("page")), 1, MOST_PAGES);
            }
            checkShape(at, region);
            Object said = region.get("attributes");
            checkAttributes(at + ".attributes", ontology, label, said, attributeCheck);
        }
        return labels;
    }

    private void checkShape(String place, Map<?, ?> region) {
        List<String> shapesHere =
                region.keySet().stream()
                        .map(String::valueOf)
                        .filter(f -> !FIELDS.contains(f))
                        .toList();
        List<String> allowed = shapes.stream().map(RegionShape::word).toList();
        if (shapesHere.size() != 1) {
            throw Answers.wrong(
                    place, shapesHere, "exactly one shape of " + String.join(", ", allowed));
        }
        String shape = Classes.checkName(place, shapesHere.getFirst(), allowed);
        RegionShape.named(shape).check(place + "." + shape, given(region.get(shape)));
        if (region.get(MESSAGE) != null) {
            checkMessage(place + "." + MESSAGE, shape, given(region.get(MESSAGE)));
        }
        if (region.get(HOLES) != null) {
            checkHoles(place + "." + HOLES, shape, given(region.get(HOLES)));
        }
        if (shape.equals(KEYPOINTS) && skeleton != null) {
            int points = ((List<?>) given(region.get(KEYPOINTS))).size();
            if (points != skeleton.points().size()) {
                throw Answers.wrong(
                        place + "." + KEYPOINTS,
                        points + " points",
                        skeleton.points().size() + ", one for each point of the skeleton");
            }
        }
    }

    private static void checkMessage(String place, String shape, Object message) {
        if (!RegionShape.named(shape).isOfText()) {
            throw Answers.wrong(place, "a message of a " + shape, "the message of a span alone");
        }
        Answers.whole(place, message, 0, Integer.MAX_VALUE);
    }

    private static void checkHoles(String place, String shape, Object holes) {
        if (!shape.equals(POLYGON)) {
            throw Answers.wrong(place, "holes in a " + shape, "holes in a polygon alone");
        }
        List<?> list = Answers.list(place, holes, "a list of polygons");
        for (int i = 0; i < list.size(); i++) {
            RegionShape.POLYGON.check(place + "[" + i + "]", given(list.get(i)));
        }
    }

    private static void checkAttributes(
            String place,
            Ontology ontology,
            String label,
            @Nullable Object attributes,
            AttributeCheck attributeCheck) {
        Map<?, ?> answers =
                attributes == null
                        ? Map.of()
                        : Answers.object(place, attributes, "an object by attribute");
        var all = new HashMap<String, Object>();
        all.put(LABEL, List.of(label));
        answers.forEach((name, value) -> all.put(String.valueOf(name), given(value)));
        try {
            attributeCheck.check(ontology, all, 0);
        } catch (BadInputException bad) {
            throw new BadInputException(
                    place + bad.place().replaceFirst("^answers", ""),
                    bad.found(),
                    bad.expected(),
                    bad.hint());
        }
    }

    private void checkJoined(String place, Object answer, Map<String, String> labels) {
        List<?> joined = Answers.list(place, answer, "a list of relations");
        List<Relation> known = relations == null ? List.of() : relations;
        for (int i = 0; i < joined.size(); i++) {
            String at = place + "[" + i + "]";
            Map<?, ?> one = Answers.object(at, given(joined.get(i)), "an object");
            List<String> names = known.stream().map(Relation::name).toList();
            String name = Classes.checkName(at + ".name", given(one.get("name")), names);
            Relation relation =
                    known.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
            checkEnd(at + ".from", one.get("from"), relation.from(), labels);
            checkEnd(at + ".to", one.get("to"), relation.to(), labels);
        }
    }

    private static void checkEnd(
            String place,
            @Nullable Object id,
            @Nullable List<String> allowed,
            Map<String, String> labels) {
        String label = labels.get(String.valueOf(id));
        if (label == null) {
            throw Answers.wrong(place, given(id), "the id of a region of this answer");
        }
        if (allowed != null && !allowed.contains(label)) {
            throw Answers.wrong(
                    place, "a region of " + label, "one of " + String.join(", ", allowed));
        }
    }

    private static Object given(@Nullable Object value) {
        return value == null ? "null" : value;
    }
}
