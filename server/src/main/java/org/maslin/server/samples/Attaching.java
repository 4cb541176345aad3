package org.maslin.server.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonRecords;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.samples.SampleFiles.Keeping;
import org.maslin.server.samples.SampleFiles.Wish;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records on their way into samples, whose files are kept and put in the place of their names, and
 * whose messages and rows are brought into one form.
 */
final class Attaching implements JsonRecords {

    private static final int SHOWN_CHARACTERS = 80;
    private static final int MOST_KNOWN = 1000;

    private final JsonRecords records;
    private final Attachments attachments;
    private final SampleFiles files;
    private final UUID organisation;
    private final Keeping keeping;
    private final JsonMapper json;
    private final Map<Known, StoredFile> lately = new LatestFiles();

    private record Known(String source, String name, Wish wish) {}

    /** The files that records named last, for many may name the same. */
    private static final class LatestFiles extends LinkedHashMap<Known, StoredFile> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, StoredFile> eldest) {
            return size() > MOST_KNOWN;
        }
    }

    Attaching(
            JsonRecords records,
            Attachments attachments,
            SampleFiles files,
            UUID organisation,
            Keeping keeping,
            JsonMapper json) {
        this.records = records;
        this.attachments = attachments;
        this.files = files;
        this.organisation = organisation;
        this.keeping = keeping;
        this.json = json;
    }

    @Override
    public void read(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) throws IOException {
        records.read(
                line -> {
                    try {
                        attach(line);
                    } catch (BadInputException bad) {
                        if (attachments.stops(bad)) {
                            throw bad;
                        }
                        rejected.accept(
                                new RejectedLine(
                                        line.place(bad.place()),
                                        bad.found(),
                                        bad.expected(),
                                        bad.hint()));
                        return;
                    }
                    taken.accept(line);
                },
                rejected);
    }

    private void attach(JsonLine line) {
        ObjectNode fields = line.fields();
        if (fields.get("image") instanceof JsonNode image && !image.isNull()) {
            fields.set("image", file(line, image, "image", Wish.IMAGE));
        }
        if (fields.get("file") instanceof JsonNode file && !file.isNull()) {
            JsonNode kept = file(line, file, "file", Wish.ANY);
            boolean isImage = line.number() == 0 && kept.has("width");
            fields.remove("file");
            fields.set(isImage ? "image" : "file", kept);
        }
        if (fields.get("gold") instanceof ObjectNode gold && !gold.has("expected")) {
            fields.set("gold", json.createObjectNode().set("expected", gold));
        }
        if (fields.get("row") instanceof ObjectNode row) {
            fields.set("row", Cells.of(row, json));
        }
        if (fields.get("messages") instanceof ArrayNode messages) {
            for (JsonNode message : messages) {
                if (message instanceof ObjectNode one) {
                    MessageFields.normalise(
                            one, json, image -> file(line, image, "messages.images", Wish.IMAGE));
                }
            }
        }
    }

    private JsonNode file(JsonLine line, JsonNode named, String place, Wish wish) {
        if (named.isString()) {
            return json.valueToTree(named(line, named.asString(), place, wish));
        }
        if (named.path("blob").isString()) {
            return json.valueToTree(known(named, place, wish));
        }
        throw new BadInputException(
                place,
                shortened(named.toString()),
                "the name of a file, its address, or {\"blob\": …} of one that was uploaded",
                "Upload it first, or send the record in an archive with its file.");
    }

    private StoredFile named(JsonLine line, String name, String place, Wish wish) {
        if (name.startsWith("data:")) {
            return keep(place, "image", new ByteArrayInputStream(data(name, place)), wish);
        }
        var known = new Known(line.source(), name, wish);
        StoredFile file = lately.get(known);
        if (file == null) {
            file = opened(line, name, place, wish);
            lately.put(known, file);
        }
        return file;
    }

    private StoredFile opened(JsonLine line, String name, String place, Wish wish) {
        try {
            Attachments.Opened opened = attachments.open(line.source(), name);
            if (opened == null) {
                throw new BadInputException(
                        place,
                        "\"" + shortened(name) + "\"",
                        "the path of a file in the archive, an address, or an uploaded blob",
                        "Send the record in an archive with its file, or upload the file first.");
            }
            try (InputStream content = opened.content()) {
                return keep(place, opened.name(), content, wish);
            }
        } catch (BadInputException bad) {
            throw attachments.stops(bad)
                    ? bad
                    : new BadInputException(place, bad.found(), bad.expected(), bad.hint());
        } catch (IOException e) {
            throw new BadInputException(
                    place,
                    "\"%s\", of which reading failed (%s)"
                            .formatted(shortened(name), e.getMessage()),
                    "a file that can be read to its end",
                    "Import the record again.");
        }
    }

    private StoredFile keep(String place, String name, InputStream content, Wish wish) {
        return files.keep(organisation, place, name, content, wish, keeping);
    }

    private static byte[] data(String address, String place) {
        int comma = address.indexOf(',');
        try {
            if (comma > 0 && address.substring(0, comma).endsWith(";base64")) {
                return Base64.getMimeDecoder().decode(address.substring(comma + 1));
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw new BadInputException(
                place,
                "\"" + shortened(address) + "\"",
                "data:…;base64,… with base64 behind it",
                "Encode the file as base64, or name its address.");
    }

    private StoredFile known(JsonNode named, String place, Wish wish) {
        String blob = named.path("blob").asString();
        StoredFile file = files.known(organisation, blob);
        if (file == null || wish == Wish.IMAGE && !file.isImage()) {
            throw new BadInputException(
                    place + ".blob",
                    file == null ? "\"" + shortened(blob) + "\"" : "a file that is no image",
                    wish == Wish.IMAGE ? "an image that was uploaded" : "a file that was uploaded",
                    "Take the blob from the answer to the upload.");
        }
        JsonNode name = named.path("name");
        return name.isString() ? file.named(name.asString()) : file;
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
