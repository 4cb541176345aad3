package org.maslin.quality;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Finds reference data that lies outside the repository. */
final class SharedData {

    private SharedData() {}

    /**
     * A folder of the reference data: below the path in MASLIN_SHARED, else below a folder {@code
     * shared} beside the nearest ancestor that has one. Without it the test is skipped, or fails
     * when CI is set.
     */
    static Path folder(String name) {
        String given = System.getenv("MASLIN_SHARED");
        Path shared = given == null ? nearest() : Path.of(given);
        if (shared != null && Files.isDirectory(shared.resolve(name))) {
            return shared.resolve(name);
        }
        String message = "The reference data %s is not here; set MASLIN_SHARED.".formatted(name);
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        Assumptions.abort(message);
        throw new IllegalStateException(message);
    }

    private static @Nullable Path nearest() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared"))) {
            at = at.getParent();
        }
        return at == null ? null : at.resolve("shared");
    }
}
