package org.maslin.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.core.Sha256;
import org.maslin.server.plumbing.CsvRow;
import org.maslin.server.plumbing.CsvTable;
import org.maslin.server.plumbing.TextSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of real answers: {@code labels.csv} (task, worker, label) and, where it is known, {@code
 * truth.csv} (task, label).
 *
 * @param rows how many answers there are
 * @param byWorker each worker's answers in the order of the file; a task may come again
 * @param annotators how many annotators each task has
 * @param truth the true label of tasks; empty where there is no truth
 */
record AnswersFolder(
        String name,
        String sha256,
        long rows,
        SequencedMap<String, List<Given>> byWorker,
        SequencedMap<String, Integer> annotators,
        List<String> labels,
        Map<String, String> truth) {

    private static final Logger LOG = LoggerFactory.getLogger(AnswersFolder.class);

    /** One answer. */
    record Given(String task, String label) {}

    static AnswersFolder read(Path folder) throws IOException {
        Path file = folder.resolve("labels.csv");
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(
                    "--answers " + folder,
                    Files.isDirectory(folder) ? "a folder without labels.csv" : "no such folder",
                    "a folder with labels.csv (task,worker,label)",
                    "Name the folder that the file is in.");
        }
        var byWorker = new LinkedHashMap<String, List<Given>>();
        var workers = new LinkedHashMap<String, TreeSet<String>>();
        var labels = new TreeSet<String>();
        long rows = 0;
        try (InputStream in = TextSource.open(file)) {
            CsvTable table = CsvTable.read(in, file.toString(), List.of("task", "worker", "label"));
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                String task = filled(row, "task");
                String worker = filled(row, "worker");
                String label = filled(row, "label");
                byWorker.computeIfAbsent(worker, w -> new ArrayList<>())
                        .add(new Given(task, label));
                workers.computeIfAbsent(task, t -> new TreeSet<>()).add(worker);
                labels.add(label);
                rows++;
            }
        }
        if (rows == 0) {
            throw new BadInputException(
                    file.toString(),
                    "no row below the header",
                    "at least one answer",
                    "Write one line per answer: task,worker,label.");
        }
        var annotators = new LinkedHashMap<String, Integer>();
        workers.forEach((task, all) -> annotators.put(task, all.size()));
        return new AnswersFolder(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                Sha256.hex(file),
                rows,
                byWorker,
                annotators,
                List.copyOf(labels),
                truth(folder.resolve("truth.csv"), annotators.keySet()));
    }

    /** The same tasks and annotators with labels drawn at random. */
    AnswersFolder shuffled(Seed seed) {
        var drawn = new LinkedHashMap<String, List<Given>>();
        byWorker.forEach(
                (worker, given) -> {
                    var random = seed.derive("shuffle", worker).generator();
                    drawn.put(
                            worker,
                            given.stream()
                                    .map(
                                            one ->
                                                    new Given(
                                                            one.task(),
                                                            labels.get(
                                                                    random.nextInt(labels.size()))))
                                    .toList());
                });
        return new AnswersFolder(
                name, sha256 + "-shuffled-" + seed.value(), rows, drawn, annotators, labels, truth);
    }

    /** The truth of tasks that were answered; other tasks are told and left out. */
    private static Map<String, String> truth(Path file, Set<String> answered) throws IOException {
        var truth = new TreeMap<String, String>();
        var others = new ArrayList<String>();
        if (Files.isRegularFile(file)) {
            try (InputStream in = TextSource.open(file)) {
                CsvTable table = CsvTable.read(in, file.toString(), List.of("task", "label"));
                for (CsvRow row = table.next(); row != null; row = table.next()) {
                    String task = row.value("task");
                    if (answered.contains(task)) {
                        truth.put(task, filled(row, "label"));
                    } else {
                        others.add("%s: \"%s\"".formatted(row.place("task"), task));
                    }
                }
            }
        }
        tell(file, others, truth.isEmpty());
        return truth;
    }

    private static void tell(Path file, List<String> others, boolean noneKnown) {
        if (others.isEmpty()) {
            return;
        }
        if (noneKnown) {
            throw new BadInputException(
                    file.toString(),
                    "no task of labels.csv (%s)".formatted(others.getFirst()),
                    "tasks that have answers",
                    "Name the tasks alike in both files.");
        }
        LOG.warn(
                "{} tasks of {} have no answer and are left out of the accuracy; the first is {}.",
                others.size(),
                file,
                others.getFirst());
    }

    private static String filled(CsvRow row, String column) {
        String value = row.value(column);
        if (value.isBlank()) {
            throw new BadInputException(
                    row.place(column),
                    "nothing",
                    "a " + column,
                    "Fill the cell in, or remove the row.");
        }
        return value;
    }
}
