package org.maslin.server.exports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;
import org.maslin.dataset.Column;
import org.maslin.dataset.Manifest;
import org.maslin.dataset.Row;
import org.maslin.dataset.Version;
import org.maslin.dataset.VersionWriter;
import org.maslin.dataset.format.Csv;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One row a task with typed cells, as CSV or Parquet. */
final class TableSink {

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("task_id", Column.Type.TEXT),
                    new Column("state", Column.Type.TEXT),
                    new Column("origin", Column.Type.TEXT),
                    new Column("text", Column.Type.TEXT),
                    new Column("messages", Column.Type.JSON),
                    new Column("candidates", Column.Type.JSON),
                    new Column("label", Column.Type.TEXT),
                    new Column("probability", Column.Type.NUMBER),
                    new Column("answers", Column.Type.INTEGER),
                    new Column("method", Column.Type.TEXT),
                    new Column("annotations", Column.Type.JSON),
                    new Column("metadata", Column.Type.JSON),
                    new Column("image", Column.Type.JSON),
                    new Column("row", Column.Type.JSON),
                    new Column("file", Column.Type.JSON),
                    new Column("questions", Column.Type.JSON));

    private TableSink() {}

    private static Row row(ExportRow row, JsonMapper json) {
        JsonNode content = json.readTree(row.content());
        ExportRow.Decision decision = row.decision();
        return Row.of(
                row.key(),
                Split.named(row.split()),
                row.taskId().toString(),
                row.state(),
                row.origin(),
                content.has("text") ? content.path("text").asString() : null,
                json(content, "messages"),
                json(content, "candidates"),
                decision == null ? null : decision.label(),
                decision == null ? null : decision.probability(),
                decision == null ? null : (long) decision.answers(),
                decision == null ? null : decision.method(),
                row.annotations(),
                row.metadata(),
                json(content, "image"),
                json(content, "row"),
                json(content, "file"),
                row.questions().equals("{}") ? null : row.questions());
    }

    private static @Nullable String json(JsonNode content, String field) {
        return content.has(field) ? content.path(field).toString() : null;
    }

    /** CSV with a header, as the dataset module writes it: no cell is a formula. */
    static final class CsvFile implements RowSink {

        private final BufferedWriter out;
        private final JsonMapper json;

        CsvFile(Path file, JsonMapper json) throws IOException {
            this.out = Files.newBufferedWriter(file);
            this.json = json;
            out.write(
                    "key,split,"
                            + COLUMNS.stream().map(Column::name).collect(Collectors.joining(",")));
            out.write("\r\n");
        }

        @Override
        public boolean write(ExportRow task) throws IOException {
            Row row = row(task, json);
            out.write(Csv.cell(row.key()));
            out.write("," + row.split());
            for (Object cell : row.cells()) {
                out.write(',');
                out.write(Csv.cell(cell));
            }
            out.write("\r\n");
            return true;
        }

        @Override
        public void finish() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Parquet, written as the rows of a dataset version are. */
    static final class ParquetFile implements RowSink {

        private final Path file;
        private final Path versions;
        private final VersionWriter writer;
        private final JsonMapper json;

        ParquetFile(Path file, JsonMapper json) throws IOException {
            this.file = file;
            this.versions = Files.createTempDirectory(file.toAbsolutePath().getParent(), "parquet");
            this.writer = VersionWriter.in(versions, Manifest.Kind.LABELS, COLUMNS);
            this.json = json;
        }

        @Override
        public boolean write(ExportRow task) throws IOException {
            writer.add(row(task, json));
            return true;
        }

        @Override
        public void finish() throws IOException {
            Version version = writer.publish(Map.of(), Map.of());
            Path folder = versions.resolve(version.id());
            Files.move(folder.resolve(Version.ROWS), file, StandardCopyOption.REPLACE_EXISTING);
            for (Path left : Arrays.asList(folder.resolve(Version.MANIFEST), folder)) {
                Files.delete(left);
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
            Files.deleteIfExists(versions);
        }
    }
}
