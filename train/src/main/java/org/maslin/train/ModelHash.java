package org.maslin.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.maslin.core.Sha256;
import org.maslin.train.network.ModelConfig;

/** The content hash of a model folder: over configuration, tokenizer and weights. */
public final class ModelHash {

    private ModelHash() {}

    public static String of(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            return Sha256.hex(folder);
        }
        var hashes = new StringBuilder();
        for (Path file : files(folder)) {
            hashes.append(file.getFileName()).append(' ').append(Sha256.hex(file)).append('\n');
        }
        return Sha256.hex(hashes.toString());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ModelHash::counts).sorted().toList();
        }
    }

    private static boolean counts(Path file) {
        String name = file.getFileName().toString();
        return (name.startsWith("model") && name.contains(".safetensors"))
                || name.equals(ModelConfig.FILE)
                || name.startsWith("adapter_")
                || name.endsWith(".gguf")
                || name.startsWith("tokenizer");
    }
}
