package org.maslin.server.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maslin.curate.Decision;
import org.maslin.curate.Document;
import org.maslin.curate.Edit;
import org.maslin.curate.Sink;
import org.maslin.server.plumbing.RejectedLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that a curation leaves behind. They get their names when all of them are whole; until
 * then, and after a failure, what stood there before stays.
 */
final class CuratedFiles implements Sink, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Map<String, BufferedWriter> open = new LinkedHashMap<>();

    CuratedFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (String name : new String[] {"kept.jsonl", "decisions.jsonl", "rejected.jsonl"}) {
            open.put(name, Files.newBufferedWriter(unfinished(name)));
        }
    }

    @Override
    public void accept(Document document, Decision decision) throws IOException {
        if (decision.keep()) {
            ObjectNode record = JSON.createObjectNode();
            record.put("id", document.id()).put("text", document.text());
            write("kept.jsonl", joined(record.toString(), document.carried()));
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("id", decision.id()).put("keep", decision.keep());
        line.put("stage", decision.stage()).put("reason", decision.reason());
        if (!decision.edits().isEmpty()) {
            var edits = line.putArray("edits");
            for (Edit edit : decision.edits()) {
                edits.addObject()
                        .put("stage", edit.stage())
                        .put("what", edit.what())
                        .put("count", edit.count());
            }
        }
        write("decisions.jsonl", line.toString());
    }

    void reject(RejectedLine rejected) {
        try {
            write("rejected.jsonl", JSON.writeValueAsString(rejected));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives all files their names. */
    void finish(Object manifest) throws IOException {
        Files.writeString(
                unfinished("manifest.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
        for (BufferedWriter writer : open.values()) {
            writer.close();
        }
        boolean noneRejected = Files.size(unfinished("rejected.jsonl")) == 0;
        if (noneRejected) {
            Files.delete(unfinished("rejected.jsonl"));
            Files.deleteIfExists(folder.resolve("rejected.jsonl"));
        } else {
            publish("rejected.jsonl");
        }
        publish("decisions.jsonl");
        publish("kept.jsonl");
        publish("manifest.json");
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter writer : open.values()) {
            writer.close();
        }
        for (String name : open.keySet()) {
            Files.deleteIfExists(unfinished(name));
        }
        Files.deleteIfExists(unfinished("manifest.json"));
    }

    /** One object of two, digit for digit as they were written. */
    private static String joined(String record, String carried) {
        return carried.isEmpty()
                ? record
                : record.substring(0, record.length() - 1) + "," + carried.substring(1);
    }

    private void write(String name, String record) throws IOException {
        BufferedWriter writer = open.get(name);
        if (writer != null) {
            writer.write(record);
            writer.write('\n');
        }
    }

    private void publish(String name) throws IOException {
        Files.move(
                unfinished(name),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Path unfinished(String name) {
        return folder.resolve("." + name + ".unfinished");
    }
}
