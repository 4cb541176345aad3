package org.maslin.server.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.maslin.curate.Corpus;
import org.maslin.curate.Document;
import org.maslin.server.plumbing.JsonLine;
import org.maslin.server.plumbing.JsonLines;
import org.maslin.server.plumbing.RejectedLine;
import org.maslin.server.plumbing.TextSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents of JSON Lines files: {@code text}, and {@code id} or else file and line. Other
 * fields are carried along. A record that cannot be taken is told in the first reading only.
 */
final class JsonlCorpus implements Corpus {

    private final List<Path> files;
    private Consumer<RejectedLine> rejected;

    JsonlCorpus(List<Path> files, Consumer<RejectedLine> rejected) {
        this.files = List.copyOf(files);
        this.rejected = rejected;
    }

    @Override
    public void forEach(Consumer<Document> reader) throws IOException {
        for (Path file : files) {
            try (InputStream in = TextSource.open(file)) {
                JsonLines.read(
                        in, file.toString(), line -> take(line, reader), line -> reject(line));
            }
        }
        rejected = line -> {};
    }

    private void reject(RejectedLine line) {
        rejected.accept(line);
    }

    private void take(JsonLine line, Consumer<Document> reader) {
        ObjectNode fields = line.fields();
        JsonNode text = fields.path("text");
        JsonNode id = fields.path("id");
        if (!text.isString()) {
            reject(wrong(line, "text", text, "a text"));
        } else if (!(id.isMissingNode() || id.isString() || id.isIntegralNumber())) {
            reject(wrong(line, "id", id, "a text or a whole number"));
        } else {
            fields.remove(List.of("id", "text"));
            String name =
                    id.isMissingNode()
                            ? "%s:%d".formatted(line.source(), line.number())
                            : id.asString();
            String carried = fields.isEmpty() ? "" : fields.toString();
            reader.accept(new Document(name, text.stringValue(), carried));
        }
    }

    private static RejectedLine wrong(
            JsonLine line, String field, JsonNode found, String expected) {
        return new RejectedLine(
                line.place(field),
                found.isMissingNode() ? "no such field" : found.getNodeType() + " " + found,
                expected,
                "Each record is {\"text\": \"…\"} with an optional \"id\".");
    }
}
