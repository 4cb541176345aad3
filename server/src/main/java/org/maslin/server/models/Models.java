package org.maslin.server.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Sha256;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Edge;
import org.maslin.server.records.Node;
import org.maslin.server.records.Provenance;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The registry of models. */
public final class Models {

    private static final String WEIGHTS = "model.safetensors";
    private static final String METRICS = "metrics.jsonl";
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Transactions transactions;
    private final ModelStore store;
    private final Audit audit;
    private final Provenance provenance;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Path folder;

    Models(
            Transactions transactions,
            ModelStore store,
            Audit audit,
            Provenance provenance,
            InstantSource clock,
            JsonMapper json,
            Path folder) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.provenance = provenance;
        this.clock = clock;
        this.json = json;
        this.folder = folder;
    }

    /**
     * Puts a model on record and moves its files to their place. Doing it twice counts once.
     *
     * @param files a folder with {@code model.safetensors} and what belongs to it, on the same disk
     *     as the data folder
     */
    public Model register(Principal principal, Path files, NewModel wanted) {
        try {
            Path weights = files.resolve(WEIGHTS);
            String id = Sha256.hex(weights);
            long bytes = Files.size(weights);
            place(files, folder(id));
            return transactions.write(
                    principal.organisationId(), () -> record(principal, id, bytes, wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Page<Model> list(Principal principal, @Nullable String after, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> Page.of(store.list(after, limit + 1), limit, Model::id));
    }

    public Model get(Principal principal, String id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** A model by its id, or else the newest with this name. */
    public Model named(Principal principal, String idOrName) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    Model named = store.get(idOrName) == null ? store.named(idOrName) : null;
                    return named == null ? require(idOrName) : named;
                });
    }

    public ModelDetail detail(Principal principal, String id) {
        return transactions.read(
                principal.organisationId(),
                () -> new ModelDetail(require(id), store.card(id), metrics(id)));
    }

    /** The folder with a model's files, for jobs that load it. */
    public Path files(Principal principal, String id) {
        return folder(get(principal, id).id());
    }

    private Model record(Principal principal, String id, long bytes, NewModel wanted) {
        var model =
                new Model(
                        id,
                        wanted.name(),
                        wanted.kind(),
                        wanted.parentId(),
                        wanted.versionId(),
                        wanted.parameters(),
                        bytes,
                        wanted.simulated(),
                        clock.instant());
        if (store.add(principal.organisationId(), model, wanted.card())) {
            provenance.record(principal, causes(model));
            audit.record(
                    principal,
                    "register-model",
                    Node.of("model", id),
                    Map.of("name", wanted.name(), "kind", wanted.kind().name()));
        }
        return require(id);
    }

    private static List<Edge> causes(Model model) {
        var edges = new ArrayList<Edge>();
        Node node = Node.of("model", model.id());
        if (model.parentId() != null) {
            edges.add(new Edge(new Node("model", model.parentId()), node, "train"));
        }
        if (model.versionId() != null) {
            edges.add(new Edge(new Node("version", model.versionId()), node, "train"));
        }
        return edges;
    }

    private List<Map<String, Object>> metrics(String id) {
        Path file = folder(id).resolve(METRICS);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(line -> json.readValue(line, FIELDS)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String id) {
        return folder.resolve(id);
    }

    private static void place(Path files, Path target) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        try (var all = Files.list(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                force(file);
            }
        }
        try {
            Files.move(files, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            // The same weights, put here meanwhile.
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Model require(String id) {
        Model model = store.get(id);
        if (model == null) {
            throw RefusedException.notFound("model", id);
        }
        return model;
    }
}
