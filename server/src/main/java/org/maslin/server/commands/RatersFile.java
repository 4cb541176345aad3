package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maslin.core.BadInputException;
import org.maslin.core.Nearest;
import org.maslin.synth.raters.RaterProfile;
import org.maslin.synth.raters.Spam;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The cast of a simulation: {@code raters:}, a list of raters with their keys. */
final class RatersFile {

    private static final List<String> KEYS =
            List.of("name", "sharpness", "tired-share", "spam", "seconds-per-task", "confusion");

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
        return cast;
    }

    private static RaterProfile rater(String place, JsonNode rater) {
        for (String key : rater.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new BadInputException(
                        place,
                        "the key " + key,
                        "one of " + String.join(", ", KEYS),
                        Nearest.hint(key, KEYS));
            }
        }
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
                confusion(place + ", confusion", rater.path("confusion")));
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
