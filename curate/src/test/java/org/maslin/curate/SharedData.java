package org.maslin.curate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference data that lies outside of the repository; see docs/testing.md. */
public final class SharedData {

    private static final JsonMapper JSON = new JsonMapper();

    private SharedData() {}

    /** The folder of this name; without it the test is skipped, and fails where CI is set. */
    public static Path folder(String name) {
        String named = System.getenv("MASLIN_SHARED");
        Path found = named != null ? Path.of(named).resolve(name) : besideAnAncestor(name);
        if (found == null || !Files.isDirectory(found)) {
            String message =
                    "No reference data \"%s\": set MASLIN_SHARED or put the folder shared beside the repository."
                            .formatted(name);
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return found;
    }

    /** The records of a gzipped JSON Lines file. */
    public static List<JsonNode> records(Path file) throws IOException {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return in.lines().map(JSON::readTree).toList();
        }
    }

    private static @Nullable Path besideAnAncestor(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve(name);
            if (at.getParent() != null && Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
