package org.maslin.server.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;
import org.maslin.dataset.Column;
import org.maslin.dataset.Manifest;
import org.maslin.dataset.Row;
import org.maslin.dataset.RowQuery;
import org.maslin.dataset.Version;
import org.maslin.dataset.VersionReader;
import org.maslin.dataset.VersionWriter;
import org.maslin.dataset.format.Csv;
import org.maslin.dataset.format.JsonLines;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Project;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.json.JsonMapper;

/** Dataset versions: publish, list, read, export. */
public final class Datasets {

    /** How a version leaves. */
    public enum Format {
        JSONL,
        CSV,
        PARQUET,
        MANIFEST
    }

    private final Transactions transactions;
    private final DatasetStore store;
    private final Projects projects;
    private final Audit audit;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Path folder;

    Datasets(
            Transactions transactions,
            DatasetStore store,
            Projects projects,
            Audit audit,
            InstantSource clock,
            JsonMapper json,
            Path folder) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
        this.folder = folder;
    }

    /** Freezes the consensus of a project. The same content has the same id, however often. */
    public DatasetVersion publish(Principal principal, UUID projectId, PublishVersion wanted) {
        Project project = projects.get(principal, projectId);
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Version written = write(project, wanted);
                    if (written.manifest().rowCount() == 0) {
                        throw RefusedException.conflict(
                                "nothing-decided",
                                "The project has no decided task to publish.",
                                "Collect answers first, or lower minProbability.");
                    }
                    DatasetVersion version =
                            describe(project, wanted, written.id(), written.manifest());
                    store.add(principal.organisationId(), version);
                    store.addEdges(
                            principal.organisationId(), projectId, wanted.least(), version.id());
                    audit.record(
                            principal,
                            "publish-version",
                            Node.of("version", version.id()),
                            Map.of("name", wanted.name(), "rows", String.valueOf(version.rows())));
                    return require(version.id());
                });
    }

    public Page<DatasetVersion> list(
            Principal principal, @Nullable UUID project, @Nullable String after, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> Page.of(store.list(project, after, limit + 1), limit, DatasetVersion::id));
    }

    public DatasetVersion get(Principal principal, String id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** Rows in key order, each as its columns' names and values; the look is put on record. */
    public Page<Map<String, Object>> rows(
            Principal principal,
            String id,
            @Nullable Split split,
            @Nullable String after,
            int limit) {
        VersionReader reader = look(principal, id, "read-version");
        try {
            var query = new RowQuery(split, after, limit + 1L);
            List<Column> columns = reader.manifest().columns();
            var rows = new ArrayList<Map<String, Object>>();
            reader.rows(query, row -> rows.add(fields(row, columns)));
            return Page.of(rows, limit, row -> String.valueOf(row.get("key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a version for a job that reads all of it; the look is put on record. */
    public VersionReader read(Principal principal, String id) {
        return look(principal, id, "read-version");
    }

    /** Writes a whole version as it is asked for; the look is put on record first. */
    public void export(Principal principal, String id, Format format, OutputStream out)
            throws IOException {
        VersionReader reader = look(principal, id, "export-version");
        switch (format) {
            case JSONL -> JsonLines.write(reader, RowQuery.ALL, out);
            case CSV -> Csv.write(reader, RowQuery.ALL, out);
            case PARQUET -> Files.copy(reader.rowsFile(), out);
            case MANIFEST ->
                    out.write(
                            reader.manifest()
                                    .json()
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private VersionReader look(Principal principal, String id, String action) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    DatasetVersion version = require(id);
                    audit.record(principal, action, Node.of("version", version.id()), Map.of());
                    try {
                        return VersionReader.open(folder.resolve(version.id()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private Version write(Project project, PublishVersion wanted) {
        var flow = new DatasetFlow(json, project);
        try (var writer = VersionWriter.in(folder, flow.kind(), flow.columns())) {
            store.decided(
                    project.id(),
                    wanted.least(),
                    decided -> {
                        Row row = flow.row(decided);
                        if (row != null) {
                            add(writer, row);
                        }
                    });
            return writer.publish(
                    DatasetFlow.inputs(json, project),
                    Map.of("min-probability", String.valueOf(wanted.least())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(VersionWriter writer, Row row) {
        try {
            writer.add(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatasetVersion describe(
            Project project, PublishVersion wanted, String id, Manifest manifest) {
        var splits = new TreeMap<String, Long>();
        manifest.rows().forEach((split, count) -> splits.put(split.toString(), count));
        return new DatasetVersion(
                id,
                wanted.name(),
                project.id(),
                manifest.kind() == Manifest.Kind.PREFERENCES
                        ? DatasetVersion.Kind.PREFERENCES
                        : DatasetVersion.Kind.LABELS,
                manifest.rowCount(),
                splits,
                manifest.byteCount(),
                store.hasSimulatedAnswers(project.id()),
                manifest.fields(),
                clock.instant());
    }

    private DatasetVersion require(String id) {
        DatasetVersion version = store.get(id);
        if (version == null) {
            throw RefusedException.notFound("version", id);
        }
        return version;
    }

    private static Map<String, Object> fields(Row row, List<Column> columns) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("key", row.key());
        fields.put("split", row.split().toString());
        for (int i = 0; i < columns.size(); i++) {
            Object cell = row.cells().get(i);
            if (cell != null) {
                fields.put(columns.get(i).name(), cell);
            }
        }
        return fields;
    }
}
