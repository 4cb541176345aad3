package org.maslin.server.commands;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.maslin.core.BadInputException;
import org.maslin.curate.Decision;
import org.maslin.curate.Document;
import org.maslin.curate.Edit;
import org.maslin.curate.Sink;
import org.maslin.server.plumbing.RejectedLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that a curation leaves behind. They are written in a folder of their own and get their
 * places when all of them are whole; until then, and after a failure, what stood there before
 * stays. What a killed run left is removed by the next.
 */
final class CuratedFiles implements Sink, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String LOCK = "lock";

    private final Path folder;
    private final Path scratch;
    private final FileChannel lock;
    private final Map<String, BufferedWriter> open = new LinkedHashMap<>();

    CuratedFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.scratch = Files.createDirectories(folder.resolve(".unfinished"));
        this.lock = claim();
        clear();
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

    /** For what a runner does not keep in memory. */
    Path scratch() {
        return scratch;
    }

    /** The system frees the claim when this process ends, however it ends. */
    private FileChannel claim() throws IOException {
        FileChannel channel =
                FileChannel.open(
                        scratch.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException ownOtherRun) {
            // as much in use as by another process
        }
        channel.close();
        throw new BadInputException(
                "-o " + folder,
                "a folder that another curation is writing to",
                "one for this run alone",
                "Wait until it is done, or choose another folder.");
    }

    private void clear() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            for (Path file : left.filter(file -> !file.endsWith(LOCK)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter writer : open.values()) {
            writer.close();
        }
        clear();
        Files.delete(scratch.resolve(LOCK));
        lock.close();
        Files.delete(scratch);
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
        return scratch.resolve(name);
    }
}
