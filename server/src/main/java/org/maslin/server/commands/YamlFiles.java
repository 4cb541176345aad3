package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.maslin.core.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Configuration files. */
final class YamlFiles {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final TypeReference<Map<String, Object>> KEYS = new TypeReference<>() {};

    private YamlFiles() {}

    /** The keys and values of a file; an empty file has none. */
    static Map<String, Object> map(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            Map<String, Object> keys = text.isBlank() ? null : YAML.readValue(text, KEYS);
            return keys == null ? Map.of() : keys;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInputException(
                    file + ":" + line,
                    String.valueOf(e.getOriginalMessage()),
                    "YAML with one key on each line",
                    "Write lines such as \"learning_rate: 1.0e-3\".");
        }
    }
}
