package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.quality.Judgement;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.TextSource;
import tools.jackson.databind.JsonNode;

/**
 * Judgements read from JSON lines: {@code prompt}, {@code judge}, {@code outcome} (1 for a win of
 * the candidate, 0 for a loss, 0.5 for a tie), and maybe {@code length_difference} and {@code
 * human}.
 *
 * @param people what people judged, where {@code human} is true
 * @param machines what others judged
 */
record JudgementsFile(List<Judgement> people, List<Judgement> machines) {

    JudgementsFile {
        people = List.copyOf(people);
        machines = List.copyOf(machines);
    }

    static JudgementsFile read(Path file) throws IOException {
        var people = new ArrayList<Judgement>();
        var machines = new ArrayList<Judgement>();
        try (InputStream in = TextSource.open(file)) {
            JsonLines.read(
                    in,
                    file.toString(),
                    line -> (isHuman(line) ? people : machines).add(judgement(line)),
                    JudgementsFile::refuse);
        }
        if (people.isEmpty() && machines.isEmpty()) {
            throw new BadInputException(
                    file.toString(),
                    "no judgement",
                    "at least one line",
                    "Write {\"prompt\": \"p1\", \"judge\": \"ann\", \"outcome\": 1}.");
        }
        return new JudgementsFile(people, machines);
    }

    /** People's, if there are any. */
    List<Judgement> mostTrusted() {
        return people.isEmpty() ? machines : people;
    }

    private static Judgement judgement(JsonLine line) {
        double outcome = number(line, "outcome");
        if (!(outcome >= 0 && outcome <= 1)) {
            throw bad(line, "outcome", "1 for a win, 0 for a loss, 0.5 for a tie");
        }
        double longer =
                line.fields().has("length_difference") ? number(line, "length_difference") : 0;
        return new Judgement(text(line, "prompt"), text(line, "judge"), outcome, longer);
    }

    private static boolean isHuman(JsonLine line) {
        JsonNode human = line.fields().path("human");
        if (!human.isMissingNode() && !human.isBoolean()) {
            throw bad(line, "human", "true or false");
        }
        return human.asBoolean(false);
    }

    private static double number(JsonLine line, String field) {
        JsonNode value = line.fields().path(field);
        if (!value.isNumber()) {
            throw bad(line, field, "a number");
        }
        return value.doubleValue();
    }

    private static String text(JsonLine line, String field) {
        JsonNode value = line.fields().path(field);
        if (!value.isString() || value.asString().isBlank()) {
            throw bad(line, field, "a name");
        }
        return value.asString();
    }

    private static BadInputException bad(JsonLine line, String field, String expected) {
        JsonNode found = line.fields().path(field);
        return new BadInputException(
                line.place(field),
                found.isMissingNode() ? "nothing" : found.toString(),
                expected,
                "Correct the line, or leave it out.");
    }

    private static void refuse(RejectedLine line) {
        throw new BadInputException(line.place(), line.found(), line.expected(), line.hint());
    }
}
