package org.maslin.train.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The weights of a checkpoint folder: {@code model.safetensors}, or the several files that {@code
 * model.safetensors.index.json} lists.
 */
public final class Shards implements AutoCloseable {

    public static final String FILE = "model.safetensors";
    public static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final Map<Path, Safetensors> files = new LinkedHashMap<>();

    private Shards(Path folder) {
        this.folder = folder;
    }

    public static Shards open(Path folder) throws IOException {
        var shards = new Shards(folder);
        try {
            if (Files.exists(folder.resolve(FILE))) {
                shards.add(FILE);
            } else {
                shards.addIndexed();
            }
            return shards;
        } catch (IOException | RuntimeException e) {
            shards.close();
            throw e;
        }
    }

    private void addIndexed() throws IOException {
        Path index = folder.resolve(INDEX);
        if (!Files.exists(index)) {
            throw new BadInputException(
                    folder.toString(),
                    "no " + FILE,
                    "a model in Hugging Face layout with safetensors",
                    "Pickled weights (.bin, .pt) are never opened; convert them first.");
        }
        JsonNode json = JsonMapper.shared().readTree(Files.readString(index));
        for (JsonNode name : json.path("weight_map")) {
            add(name.asString());
        }
    }

    private void add(String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new BadInputException(
                    folder.resolve(INDEX).toString(),
                    "the file " + name,
                    "a file inside the folder",
                    "Do not use checkpoints from a source you do not trust.");
        }
        if (!files.containsKey(file)) {
            files.put(file, Safetensors.open(file));
        }
    }

    /** The file that holds the array, or null if none does. */
    public @Nullable Safetensors holderOf(String name) {
        for (Safetensors file : files.values()) {
            if (file.has(name)) {
                return file;
            }
        }
        return null;
    }

    @Override
    public void close() {
        files.values().forEach(Safetensors::close);
    }
}
