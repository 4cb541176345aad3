package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.synth.raters.Habits;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.Spam;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The cast of a simulation: {@code raters:}, a list of raters with their keys. */
final class RatersFile {

    private static final List<String> KEYS =
            List.of(
                    "name",
                    "sharpness",
                    "tired-share",
                    "spam",
                    "seconds-per-task",
                    "confusion",
                    "fatigue",
                    "drift",
                    "copies");

    private RatersFile() {}

    static List<RaterProfile> read(Path file) throws IOException {
        JsonNode raters = new YAMLMapper().readTree(Files.readString(file)).path("raters");
        if (!raters.isArray() || raters.isEmpty()) {
            throw new BadInputException(
                    file + ", raters",
                    "no list",
                    "a list of raters",
                    "Write raters: and under it - {name: rater-01, sharpness: 1.2}.");
        }
        var cast = new ArrayList<RaterProfile>();
        for (JsonNode rater : raters) {
            cast.add(rater("%s, rater %d".formatted(file, cast.size() + 1), rater));
        }
        requireCopiedKnown(file, cast);
        return cast;
    }

    private static RaterProfile rater(String place, JsonNode rater) {
        requireKeys(place, rater, KEYS);
        if (!rater.path("name").isString()) {
            throw new BadInputException(
                    place, "no name", "a name", "Name each rater; answers follow from the name.");
        }
        return new RaterProfile(
                rater.path("name").asString(),
                rater.path("sharpness").asDouble(1),
                rater.path("tired-share").asDouble(0),
                spam(place, rater.path("spam").asString("none")),
                rater.path("seconds-per-task").asDouble(6),
                confusion(place + ", confusion", rater.path("confusion")),
                habits(place, rater));
    }

    private static void requireCopiedKnown(Path file, List<RaterProfile> cast) {
        List<String> names = cast.stream().map(RaterProfile::name).toList();
        for (RaterProfile rater : cast) {
            Habits.Copying copying = rater.habits().copying();
            if (copying != null && !names.contains(copying.of())) {
                throw new BadInputException(
                        "%s, rater %s, copies".formatted(file, rater.name()),
                        copying.of(),
                        "the name of a rater of this file",
                        Nearest.hint(copying.of(), names));
            }
        }
    }

    private static Habits habits(String place, JsonNode rater) {
        JsonNode tiring = part(place, rater, "fatigue", List.of("sitting", "guesses"));
        JsonNode drifting = part(place, rater, "drift", List.of("after", "guesses"));
        JsonNode copying = part(place, rater, "copies", List.of("of", "share"));
        try {
            return new Habits(
                    tiring == null
                            ? null
                            : new Habits.Fatigue(
                                    tiring.path("sitting").asInt(100),
                                    tiring.path("guesses").asDouble(0.5)),
                    drifting == null
                            ? null
                            : new Habits.Drift(
                                    drifting.path("after").asInt(0),
                                    drifting.path("guesses").asDouble(0.5)),
                    copying == null
                            ? null
                            : new Habits.Copying(
                                    copying.path("of").asString(""),
                                    copying.path("share").asDouble(1)));
        } catch (IllegalArgumentException refused) {
            throw new BadInputException(
                    place,
                    String.valueOf(refused.getMessage()),
                    "sittings of at least 2 tasks, shares from 0 to 1",
                    "Write fatigue: {sitting: 100, guesses: 0.5}.");
        }
    }

    private static @Nullable JsonNode part(
            String place, JsonNode rater, String name, List<String> keys) {
        JsonNode part = rater.path(name);
        if (part.isMissingNode()) {
            return null;
        }
        requireKeys(place + ", " + name, part, keys);
        return part;
    }

    private static void requireKeys(String place, JsonNode node, List<String> keys) {
        for (String key : node.propertyNames()) {
            if (!keys.contains(key)) {
                throw new BadInputException(
                        place,
                        "the key " + key,
                        "one of " + String.join(", ", keys),
                        Nearest.hint(key, keys));
            }
        }
    }

    private static Map<String, Map<String, Double>> confusion(String place, JsonNode rows) {
        var confusion = new LinkedHashMap<String, Map<String, Double>>();
        for (var row : rows.properties()) {
            var shares = new LinkedHashMap<String, Double>();
            for (var share : row.getValue().properties()) {
                shares.put(share.getKey(), share(place, share.getValue()));
            }
            confusion.put(row.getKey(), shares);
        }
        return confusion;
    }

    private static double share(String place, JsonNode share) {
        if (!share.isNumber()) {
            throw new BadInputException(
                    place,
                    share.toString(),
                    "a share from 0 to 1",
                    "Write confusion: {left: {left: 0.9, right: 0.1}}.");
        }
        return share.asDouble();
    }

    private static Spam spam(String place, String word) {
        for (Spam spam : Spam.values()) {
            if (spam.name().equalsIgnoreCase(word)) {
                return spam;
            }
        }
        throw new BadInputException(
                place + ", spam",
                word,
                "none, random, first or second",
                "Leave it out for a rater who looks.");
    }
}
