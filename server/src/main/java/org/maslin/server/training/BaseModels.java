package org.maslin.server.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.models.Model;
import org.maslin.server.models.ModelKind;
import org.maslin.server.models.Models;
import org.maslin.server.models.NewModel;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.train.LanguageModel;

/** The base model that comes with the product. */
public final class BaseModels {

    /** The system property that names another base model's folder. */
    public static final String PROPERTY = "maslin.base-model";

    private static final String BUNDLED = "/models/base/";
    private static final String WEIGHTS = "model.safetensors";
    private static final String CARD = "README.md";
    private static final List<String> FILES =
            List.of(
                    "config.json",
                    "generation_config.json",
                    "special_tokens_map.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    WEIGHTS,
                    CARD);

    private final Models models;
    private final DataFolder folder;
    private final Ids ids;

    BaseModels(Models models, DataFolder folder, Ids ids) {
        this.models = models;
        this.folder = folder;
        this.ids = ids;
    }

    /** Puts the base model on record; doing it twice counts once. */
    public Model register(Principal principal) {
        Path copy = folder.models().resolve(".base-" + ids.next());
        try {
            Files.createDirectories(copy);
            copyTo(copy);
            return models.register(principal, copy, described(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(copy);
        }
    }

    private static void copyTo(Path copy) throws IOException {
        for (String name : FILES) {
            try (InputStream in = open(name)) {
                if (in != null) {
                    Files.copy(in, copy.resolve(name));
                }
            }
        }
        if (!Files.exists(copy.resolve(WEIGHTS))) {
            throw new BadInputException(
                    "base model",
                    "no " + WEIGHTS,
                    "the model that comes with the product",
                    "Build it with models/base/make, or name a folder with -D"
                            + PROPERTY
                            + "=DIR.");
        }
    }

    private static @Nullable InputStream open(String name) throws IOException {
        String other = System.getProperty(PROPERTY);
        if (other == null) {
            return BaseModels.class.getResourceAsStream(BUNDLED + name);
        }
        Path file = Path.of(other, name);
        return Files.exists(file) ? Files.newInputStream(file) : null;
    }

    private static NewModel described(Path files) throws IOException {
        Path card = files.resolve(CARD);
        try (LanguageModel model = LanguageModel.load(files)) {
            return new NewModel(
                    "Help desk base",
                    ModelKind.BASE,
                    null,
                    null,
                    model.parameterCount(),
                    false,
                    Files.exists(card) ? Files.readString(card) : "# Help desk base\n");
        }
    }

    private static void delete(Path copy) {
        try {
            for (String name : FILES) {
                Files.deleteIfExists(copy.resolve(name));
            }
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
