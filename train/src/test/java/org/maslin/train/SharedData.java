package org.maslin.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds reference data that is not part of the project: in the folder named by {@code
 * MASLIN_SHARED}, else in a folder {@code shared} beside the repository.
 */
public final class SharedData {

    private SharedData() {}

    /** The folder of this name; without it the test is skipped, or fails where CI is true. */
    public static Path folder(String name) {
        @Nullable Path root = root();
        boolean found = root != null && Files.isDirectory(root.resolve(name));
        String message = "No reference data %s: set MASLIN_SHARED to its folder.".formatted(name);
        if (!found && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        assumeTrue(found, message);
        return Objects.requireNonNull(root).resolve(name);
    }

    private static @Nullable Path root() {
        String given = System.getenv("MASLIN_SHARED");
        if (given != null) {
            return Path.of(given);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path shared = at.resolve("shared");
            if (Files.isDirectory(shared)) {
                return shared;
            }
        }
        return null;
    }
}
